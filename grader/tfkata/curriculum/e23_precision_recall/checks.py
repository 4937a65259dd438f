"""e23_precision_recall: four metrics from labels and probabilities, each judged by itself.

The solution is the reference; tests/curriculum/test_e23_reference.py holds it to scikit-learn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.forms import Forms
from tfkata.checks.kit import Ask, Candidate, Function, Mistake, Mistakes, Problem
from tfkata.curriculum.e23_precision_recall.examples import (
    ANSWERS,
    COLUMNS,
    COUNTS,
    EXAMPLE,
    FLAT_SINGLE,
    FN,
    FORMS,
    FOUR,
    FP,
    ON_IT,
    ONE_CLASS,
    SINGLE,
    THRESHOLDS,
    TN,
    TP,
    Call,
    as_column,
    at_the_threshold,
    example,
    hard,
    labels_in_all_forms,
    probabilities_in_all_forms,
)

Check = Callable[[Candidate], None]
Numbers = dict[str, float]
KEYS = ("accuracy", "precision", "recall", "f1")

metrics = Function(
    "binary_metrics", kit.reference("e23_precision_recall", "binary_metrics"), ANSWERS, [EXAMPLE]
)

PROBABILITIES = Forms(probabilities_in_all_forms)

# --- judging


def of_keys(*keys: str) -> kit.Judge:
    number = kit.scalar(rtol=1e-5)

    def judge(got: Any, want: Any) -> Problem | None:
        if not isinstance(got, dict):
            return kit.returned_nothing(got) or Problem(f"returned {kit.show(got)}, expected a dict")
        for key in keys:
            if key not in got:
                return Problem(f"the dict has no '{key}', only {', '.join(map(repr, got)) or 'nothing'}")
            if (problem := number(got[key], want[key])) is not None:
                return Problem(f"'{key}' is wrong: {problem.message}", problem.code)
        return None

    return judge


def numbers(got: Any) -> Numbers:
    """The four metrics as floats; NaN for what is missing or no number."""
    values = got if isinstance(got, dict) else {}
    return {key: number(values.get(key)) for key in KEYS}


def number(value: Any) -> float:
    one = isinstance(value, int | float | np.number) or (isinstance(value, np.ndarray) and value.shape == ())
    return float(value) if one else math.nan


def same(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-9)


def wants_column(candidate: Candidate) -> bool:
    """Whether only a column of probabilities is taken. Then all checks give that, and "column" judges it."""

    flat, column = both_shapes(candidate)
    return bool(flat.raised and not column.raised)


def both_shapes(candidate: Candidate) -> list[kit.Answer]:
    """What comes back for the example, flat and as a column."""
    found: list[kit.Answer] = candidate.once(
        "both shapes", lambda: metrics.ask_each(candidate, [EXAMPLE, as_column(EXAMPLE)])
    )
    return found


def example_as_taken(candidate: Candidate) -> Any:
    return both_shapes(candidate)[wants_column(candidate)].value


def other_example_as_taken(candidate: Candidate) -> Any:
    values = example(5, 2, 1, 1)
    return metrics.ask(candidate, *(as_column(values) if wants_column(candidate) else values)).value


def right_ones(candidate: Candidate) -> tuple[str, ...]:
    """The metrics that are right in a plain case."""

    def probe() -> tuple[str, ...]:
        got, want = example_as_taken(candidate), metrics.wanted(*EXAMPLE)
        return tuple(key for key in KEYS if of_keys(key)(got, want) is None)

    return tuple(candidate.once("right ones", probe))


def settled(candidate: Candidate) -> tuple[str, ...]:
    """Those, for wrong ones are the business of their own checks; all where none is right."""
    return right_ones(candidate) or KEYS


def of_f1(candidate: Candidate) -> kit.Judge:
    """The harmonic mean of a precision and recall that are wrong is not wrong once more, if they say anything."""
    one, other = numbers(example_as_taken(candidate)), numbers(other_example_as_taken(candidate))
    differ = not all(same(one[key], other[key]) for key in ("precision", "recall"))

    def judge(got: Any, want: Any) -> Problem | None:
        _, p, r, found = numbers(got).values()
        own = differ and p + r > 0 and math.isclose(found, 2 * p * r / (p + r), rel_tol=1e-5)
        return None if own else of_keys("f1")(got, want)

    return judge


def agrees(
    judge: Callable[[Candidate], kit.Judge],
    diagnose: Mistakes,
    arguments: Any = ANSWERS,
    always: Sequence[Call] = (EXAMPLE,),
) -> Check:
    in_columns = replace(metrics, arguments=arguments.map(as_column), always=[*map(as_column, always)])
    as_they_are = replace(metrics, arguments=arguments, always=always)

    def run(candidate: Candidate) -> None:
        asked = in_columns if wants_column(candidate) else as_they_are
        asked.agrees(judge=judge(candidate), diagnose=diagnose, examples=25)(candidate)

    return run


# --- what is wrong with the metrics


class Seen:
    """What comes back for the example with probabilities of 0 and 1."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.hard = self.of(*hard(*EXAMPLE))
        self.accuracy, self.precision, self.recall, self.f1 = self.hard.values()
        self.total = self.precision + self.recall

    def of(self, *values: Any) -> Numbers:
        return numbers(self.ask(*values))

    def are(self, *others: float) -> bool:
        return all(map(same, (self.accuracy, self.precision, self.recall), others))

    def moved(self, keys: Sequence[str]) -> dict[str, Any] | None:
        """Probabilities that move without crossing the threshold change nothing."""
        soft = self.of(*EXAMPLE)
        key = changed(keys, soft, self.hard)
        return {"key": key, "soft": soft[key], "hard": self.hard[key]} if key else None

    def rounded(self, key: str) -> dict[str, Any] | None:
        """Accuracy, recall and F1 are 2 / 3 of samples that differ: digits that are lost are lost in all of them."""
        found = self.recall if key == "recall" else self.of(*hard(*example(1, 0, 1, 1)))[key]
        lost = any(same(found, round(2 / 3, digits)) for digits in (1, 2, 3))
        return {"key": key, "found": found} if lost else None

    def counts_negatives(self, keys: Sequence[str]) -> dict[str, Any] | None:
        """More true negatives leave precision, recall and F1 as they are."""
        few, many = (self.of(*hard(*example(TP, FN, FP, count))) for count in (TN, 10 * TN))
        key = changed(keys, few, many)
        return {"key": key, "few": few[key], "many": many[key]} if key else None

    def ignores_threshold(self) -> dict[str, Any] | None:
        low, middle, high = (self.of(*FOUR, threshold) for threshold in (0.25, 0.5, 0.75))
        fixed = [key for key in KEYS if same(low[key], middle[key]) and same(middle[key], high[key])]
        nothing = "nothing" if len(fixed) == len(KEYS) else f"nothing about {' and '.join(fixed)}"
        return {"nothing": nothing} if fixed else None

    def loses_column(self) -> dict[str, Any] | None:
        """The same probabilities as a column are not the same."""
        flat, got = self.of(*EXAMPLE), kit.tried(self.ask, *as_column(EXAMPLE))
        key = changed(KEYS, flat, numbers(got))
        found = f"{key} goes from {flat[key]:g} to {numbers(got)[key]:g}" if key else "it raises an error"
        broken = key or isinstance(got, kit.CandidateRaised)
        return (
            {"found": f"With the same probabilities as a column of shape (n, 1), {found}"} if broken else None
        )

    def needs_both_classes(self) -> dict[str, str] | None:
        """It raises where all labels and all answers are of one class, be it one sample or two."""
        one, two = (kit.tried(self.ask, *call) for call in (SINGLE, ONE_CLASS))
        raised = isinstance(one, kit.CandidateRaised) and isinstance(two, kit.CandidateRaised)
        return {"found": f"it raises {two}"} if raised and one.type_name == two.type_name else None

    def loses_single(self) -> bool:
        """Right for ten samples in a column, and not for one."""
        judge, many = of_keys(*KEYS), as_column(EXAMPLE)
        right = judge(self.ask(*many), metrics.wanted(*many)) is None
        return right and judge(kit.tried(self.ask, *SINGLE), metrics.wanted(*SINGLE)) is not None


def changed(keys: Sequence[str], one: Numbers, other: Numbers) -> str | None:
    """The first metric that is a number in both and not the same."""
    known = (key for key in keys if math.isfinite(one[key]) and math.isfinite(other[key]))
    return next((key for key in known if not same(one[key], other[key])), None)


def moved_by(*keys: str) -> Mistake:
    return Mistake("metrics.accuracy-of-probabilities", lambda s: s.moved(keys), "key soft hard")


def rounded(key: str) -> Mistake:
    return Mistake("metrics.rounded", lambda s: s.rounded(key), "key found")


def negatives_in(*keys: str) -> Mistake:
    return Mistake("metrics.counts-negatives", lambda s: s.counts_negatives(keys), "key few many")


# fmt: off
N, ONES, ANSWERED = sum(COUNTS), (TP + FN) / sum(COUNTS), (TP + FP) / sum(COUNTS)
BY_PAIRS = ONES * ANSWERED + (1 - ONES) * (1 - ANSWERED)
# The metrics of a model that says the opposite, that answers 0 to everything, or that answers all pairs.
BY_PAIR = Mistake("metrics.shape-broadcast", lambda s: s.are(BY_PAIRS, ONES, ANSWERED),
                  found="On the way one of your two arrays has become a column")
WHOLE = (
    Mistake("metrics.answers-inverted", lambda s: s.are((FN + FP) / N, FN / (FN + TN), FN / (FN + TP))),
    Mistake("metrics.never-answers-one", lambda s: same(s.accuracy, 1 - ONES) and s.precision == s.recall == 0),
    BY_PAIR,
)
PAIRS = Mistakes(BY_PAIR, look=Seen)
OF_ACCURACY = Mistakes(
    *WHOLE,
    Mistake("metrics.accuracy-forgets-negatives", lambda s: same(s.accuracy, TP / N)),
    Mistake("metrics.balanced-accuracy", lambda s: same(s.accuracy, (TP / (TP + FN) + TN / (TN + FP)) / 2),
            found=lambda s: f"{s.accuracy:.4g}"),
    Mistake("metrics.not-a-fraction", lambda s: same(s.accuracy, TP + TN) or same(s.accuracy, 100 * (TP + TN) / N),
            key="accuracy", found=lambda s: s.accuracy),
    rounded("accuracy"),
    moved_by("accuracy"),
    look=Seen,
)
OF_PRECISION_AND_RECALL = Mistakes(
    *WHOLE,
    Mistake("metrics.not-a-fraction", lambda s: same(s.precision, 100 * TP / (TP + FP)),
            key="precision", found=lambda s: s.precision),
    Mistake("metrics.precision-recall-swapped",
            lambda s: same(s.precision, TP / (TP + FN)) and same(s.recall, TP / (TP + FP))),
    rounded("recall"),
    negatives_in("precision", "recall"),
    moved_by("precision", "recall"),
    look=Seen,
)
OF_F1 = Mistakes(
    BY_PAIR,
    Mistake("metrics.f1-arithmetic-mean", lambda s: not same(s.precision, s.recall) and same(s.f1, s.total / 2)),
    Mistake("metrics.f1-half", lambda s: s.total > 0 and same(s.f1, s.precision * s.recall / s.total)),
    rounded("f1"),
    negatives_in("f1"),
    moved_by("f1"),
    Mistake("metrics.f1-other-mean", lambda s: min(s.precision, s.recall) < s.f1 < max(s.precision, s.recall),
            precision=lambda s: f"{s.precision:.4g}", recall=lambda s: f"{s.recall:.4g}", f1=lambda s: f"{s.f1:.4g}"),
    look=Seen,
)
OF_THRESHOLD = Mistakes(
    BY_PAIR,
    Mistake("metrics.ignores-threshold", Seen.ignores_threshold, "nothing"),
    Mistake("metrics.above-not-at", lambda s: same(s.of(*ON_IT)["recall"], 0.0)),
    rounded("recall"),
    rounded("f1"),
    look=Seen,
)
OF_COLUMN = Mistakes(
    BY_PAIR,
    Mistake("metrics.shape-broadcast", Seen.loses_column, "found"),
    Mistake("metrics.one-class-only", Seen.needs_both_classes, "found"),
    Mistake("metrics.single-sample", Seen.loses_single),
    rounded("recall"),
    rounded("f1"),
    look=Seen,
)
# fmt: on

# --- checks of their own

NO_ONE = "there is no 1 at all"


def only_column(candidate: Candidate) -> None:
    """The ordinary call itself is what goes wrong here, so its error is diagnosed and not passed on."""
    if wants_column(candidate):
        flat = metrics.ask(candidate, *EXAMPLE)
        kit.fail("metrics.only-column", call=flat.call, returned=str(flat.got))


def zero(candidate: Candidate) -> None:
    """The denominator of the accuracy is never 0 here: it must not go down with the others.

    A metric that is a wrong number everywhere is no division by zero, unless it comes out as no number.
    """
    cases: dict[str, Call] = {
        "the model never answers 1": (np.array([1, 0]), np.array([0.25, 0.125])),
        "no label is 1": (np.array([0, 0]), np.array([0.75, 0.25])),
        NO_ONE: ONE_CLASS,
        "every answer 1 is wrong": (np.array([1, 0]), np.array([0.25, 0.75])),
    }
    keys_right = [key for key in right_ones(candidate) if key != "accuracy"]
    keys = keys_right or KEYS[1:]
    for case, answer in zip(cases, metrics.ask_each(candidate, list(cases.values())), strict=True):
        want = metrics.wanted(*answer.arguments)
        told: dict[str, Any] = {"case": case, "expected": want}
        if answer.raised and answer.raised.type_name == "ZeroDivisionError":
            answer.fail("metrics.division-by-zero", found=f"it raises {answer.raised}", **told)
        if answer.raised and case == NO_ONE:
            answer.fail("metrics.one-class-only", found=f"it raises {answer.raised}", **told)
        found, problem = numbers(answer.value), of_keys(*keys)(answer.value, want)
        if problem is not None:
            if (pairs := PAIRS(lambda *values: metrics.ask(candidate, *values).value)) is not None:
                kit.fail(pairs[0], call=answer.call, **pairs[1])
            wrong = [f"{key} is {found[key]:g}" for key in keys if found[key] != 0]
            known = wrong and (keys_right or not all(map(math.isfinite, found.values())))
            code = "metrics.division-by-zero" if known else None
            answer.fail(code, message=problem.message, found=" and ".join(wrong), **told)
        given_up = not found["accuracy"] > 0 and want["accuracy"] > 0
        if given_up and "accuracy" in settled(candidate):
            numbers_told = {"found": f"{found['accuracy']:g}", "wanted": f"{want['accuracy']:g}"}
            answer.fail("metrics.accuracy-given-up", **numbers_told, **told)


def right(*keys: str) -> Callable[[Candidate], kit.Judge]:
    return lambda candidate: of_keys(*(keys or settled(candidate)))


kit.checks(
    __name__,
    {
        "accuracy": agrees(right("accuracy"), OF_ACCURACY),
        "precision_recall": agrees(right("precision", "recall"), OF_PRECISION_AND_RECALL),
        "f1": agrees(of_f1, OF_F1),
        "threshold": agrees(right(), OF_THRESHOLD, THRESHOLDS, [(*FOUR, 0.25), (*FOUR, 0.75), ON_IT]),
        "column": [
            only_column,
            agrees(right(), OF_COLUMN, COLUMNS, [SINGLE, FLAT_SINGLE]),
            metrics.in_all_forms(PROBABILITIES, judge=of_keys(*KEYS)),
            metrics.in_all_forms(at_the_threshold, judge=of_keys(*KEYS), code="metrics.above-not-at"),
            metrics.in_all_forms(labels_in_all_forms, judge=of_keys(*KEYS), may_raise=True),
        ],
        "zero": zero,
        "arguments": metrics.leaves_alone(
            EXAMPLE,
            (np.array([1, 0, 0]), np.array([[0.75], [0.25], [0.5]]), 0.5),
            code="metrics.mutates-input",
            forms=FORMS,
            shared=PROBABILITIES,
        ),
    },
)
