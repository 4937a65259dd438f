"""e23_precision_recall: four metrics from labels and probabilities, each judged by itself.

The solution is the reference; tests/curriculum/test_e23_reference.py holds it to scikit-learn. Probabilities are sixteenths,
so that float32 and float64 agree on what is at the threshold.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, check, fail

Ask = Callable[..., Any]
Diagnosis = tuple[str, dict[str, Any]] | None
Numbers = dict[str, float]
FUNCTION = "binary_metrics"
KEYS = ("accuracy", "precision", "recall", "f1")
# Two ones found, one missed, three zeros taken for ones, four not: no two metrics are equal.
COUNTS = (2, 1, 3, 4)
# One sample, found: no denominator is 0, and whatever drops axes drops all of them.
SINGLE = (np.array([1]), np.array([[0.75]]))


@check("accuracy")
def accuracy(candidate: Candidate) -> None:
    _agree(candidate, ("accuracy",), _diagnose_accuracy)


@check("precision_recall")
def precision_recall(candidate: Candidate) -> None:
    _agree(candidate, ("precision", "recall"), _diagnose_precision_recall)


@check("f1")
def f1(candidate: Candidate) -> None:
    """The harmonic mean of a precision and recall that are wrong is not wrong once more, if they say anything."""
    differ = _differ(candidate)

    def judge(got: Any, want: Any) -> kit.Problem | None:
        numbers = _numbers(got)
        p, r, found = numbers["precision"], numbers["recall"], numbers["f1"]
        if differ and p + r > 0 and math.isclose(found, 2 * p * r / (p + r), rel_tol=1e-5):
            return None
        return _judge(("f1",))(got, want)

    _agree(candidate, ("f1",), _diagnose_f1, judge)


@check("threshold")
def threshold(candidate: Candidate) -> None:
    sixteenths = st.sampled_from([0.25, 0.375, 0.5, 0.625, 0.75])
    arguments = st.tuples(_answers(), sixteenths).map(lambda drawn: (*_at(*drawn), drawn[1]))
    moved = np.array([1, 1, 0, 0]), np.array([0.875, 0.375, 0.625, 0.125])
    _agree(
        candidate,
        _settled(candidate),
        _diagnose_threshold,
        arguments=arguments,
        always=[(*moved, 0.25), (*moved, 0.75), (np.array([1, 0]), np.array([0.5, 0.25]), 0.5)],
    )


@check("column")
def column(candidate: Candidate) -> None:
    if _wants_column(candidate):
        fail("metrics.only-column", call=kit.show_call(FUNCTION, _example(*COUNTS)))
    arguments = _answers().map(lambda drawn: (drawn[0], drawn[1][:, None]))
    _agree(candidate, _settled(candidate), _diagnose_column, arguments=arguments, always=[SINGLE])


@check("zero")
def zero(candidate: Candidate) -> None:
    """The denominator of the accuracy is never 0 here: it must not go down with the others.

    A metric that is a wrong number everywhere is no division by zero, unless it comes out as no number.
    """
    cases = {
        "the model never answers 1": (np.array([1, 0]), np.array([0.25, 0.125])),
        "no label is 1": (np.array([0, 0]), np.array([0.75, 0.25])),
        "there is no 1 at all": (np.array([0, 0]), np.array([0.25, 0.125])),
        "every answer 1 is wrong": (np.array([1, 0]), np.array([0.25, 0.75])),
    }
    keys_right = [key for key in _settled(candidate) if key != "accuracy"]
    keys = keys_right or list(KEYS[1:])
    for (case, arguments), got in zip(
        cases.items(), candidate.calls(FUNCTION, list(cases.values())), strict=True
    ):
        want = kit.reference("e23_precision_recall", FUNCTION)(*arguments)
        shown = {"call": kit.show_call(FUNCTION, arguments), "returned": got, "expected": want}
        if isinstance(got, kit.CandidateRaised):
            if got.type_name != "ZeroDivisionError":
                raise got
            fail(
                "metrics.division-by-zero",
                case=case,
                found=f"it raises {got}",
                **{**shown, "returned": str(got)},
            )
        if (problem := _judge(keys)(got, want)) is not None:
            wrong = [f"{key} is {_numbers(got)[key]:g}" for key in keys if _numbers(got)[key] != 0]
            known = bool(keys_right) or not all(math.isfinite(value) for value in _numbers(got).values())
            code = "metrics.division-by-zero" if wrong and known else None
            fail(code, message=problem.message, case=case, found=" and ".join(wrong), **shown)
        accuracy = _numbers(got)["accuracy"]
        if "accuracy" in _settled(candidate) and not accuracy > 0 and want["accuracy"] > 0:
            found = f"{accuracy:g}"
            fail(
                "metrics.accuracy-given-up",
                case=case,
                found=found,
                wanted=f"{want['accuracy']:g}",
                **shown,
            )


@check("arguments")
def arguments(candidate: Candidate) -> None:
    for values in (_example(*COUNTS), (np.array([1, 0, 0]), np.array([[0.75], [0.25], [0.5]]), 0.5)):
        if candidate.mutated(FUNCTION, *values):
            fail("metrics.mutates-input", call=kit.show_call(FUNCTION, values))


# --- arguments ---------------------------------------------------------------------------------


def _example(
    found: int, missed: int, alarms: int, rest: int, seed: int = 0, dtype: str = "float64"
) -> tuple[np.ndarray, np.ndarray]:
    """Labels and probabilities with that many TP, FN, FP and TN at a threshold of 0.5, mixed; none at 0.5."""
    rng = np.random.default_rng(seed)
    labels = np.repeat([1, 1, 0, 0], [found, missed, alarms, rest])
    answers = np.repeat([1, 0, 1, 0], [found, missed, alarms, rest])
    probabilities = (
        np.where(answers == 1, rng.integers(9, 16, len(labels)), rng.integers(1, 8, len(labels))) / 16
    )
    order = rng.permutation(len(labels))
    return labels[order], probabilities[order].astype(dtype)


def _answers() -> st.SearchStrategy[Any]:
    """At least one of each kind, so that no denominator is 0."""
    counts = [st.integers(1, 5)] * 4
    return st.builds(
        _example, *counts, seed=st.integers(0, 99), dtype=st.sampled_from(["float64", "float32"])
    )


def _at(example: tuple[np.ndarray, np.ndarray], threshold: float) -> tuple[np.ndarray, np.ndarray]:
    """The same labels; with the threshold 0.5 moved to another, and the lowest answer 1 exactly on it."""
    labels, probabilities = example
    above = probabilities >= 0.5
    scaled = np.where(above, 1 - (1 - probabilities) * 2 * (1 - threshold), probabilities * 2 * threshold)
    scaled = np.round(scaled * 16) / 16
    scaled = np.where(above, np.maximum(scaled, threshold), np.minimum(scaled, threshold - 1 / 16))
    scaled[np.flatnonzero(above)[0]] = threshold
    return labels, scaled.astype(probabilities.dtype)


# --- judging -----------------------------------------------------------------------------------


def _agree(
    candidate: Candidate,
    keys: Iterable[str],
    diagnose: Callable[[Ask], Diagnosis],
    judge: kit.Judge | None = None,
    arguments: Any = None,
    always: Iterable[tuple[Any, ...]] | None = None,
) -> None:
    shaped = _as_it_takes_them(candidate)
    kit.agree(
        candidate,
        FUNCTION,
        arguments=(_answers() if arguments is None else arguments).map(shaped),
        always=[shaped(values) for values in ([_example(*COUNTS)] if always is None else always)],
        expected=kit.reference("e23_precision_recall", FUNCTION),
        judge=judge or _judge(keys),
        diagnose=diagnose,
        examples=25,
    )


def _judge(keys: Iterable[str]) -> kit.Judge:
    number = kit.scalar(rtol=1e-5)

    def judge(got: Any, want: Any) -> kit.Problem | None:
        if not isinstance(got, dict):
            return kit.returned_nothing(got) or kit.Problem(f"returned {kit.show(got)}, expected a dict")
        for key in keys:
            if key not in got:
                return kit.Problem(f"the dict has no '{key}', only {', '.join(map(repr, got)) or 'nothing'}")
            if (problem := number(got[key], want[key])) is not None:
                return kit.Problem(f"'{key}' is wrong: {problem.message}", problem.code)
        return None

    return judge


def _as_it_takes_them(candidate: Candidate) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Arguments as they are; or with a column of probabilities where only that is taken, which "column" judges."""
    if not _wants_column(candidate):
        return lambda values: values
    return lambda values: (values[0], values[1].reshape(-1, 1), *values[2:])


def _wants_column(candidate: Candidate) -> bool:
    def probe() -> bool:
        labels, probabilities = _example(*COUNTS)
        flat, column = candidate.calls(FUNCTION, [(labels, probabilities), (labels, probabilities[:, None])])
        return isinstance(flat, kit.CandidateRaised) and not isinstance(column, kit.CandidateRaised)

    found: bool = candidate.once("wants column", probe)
    return found


def _settled(candidate: Candidate) -> tuple[str, ...]:
    """The metrics that are right in a plain case; wrong ones are the business of their own checks."""

    def probe() -> tuple[str, ...]:
        arguments = _as_it_takes_them(candidate)(_example(*COUNTS))
        got, want = (
            candidate.call(FUNCTION, *arguments),
            kit.reference("e23_precision_recall", FUNCTION)(*arguments),
        )
        return tuple(key for key in KEYS if _judge((key,))(got, want) is None) or KEYS

    found: tuple[str, ...] = candidate.once("settled", probe)
    return found


def _differ(candidate: Candidate) -> bool:
    """Whether precision and recall are other ones for other answers."""
    shaped = _as_it_takes_them(candidate)
    one, other = (
        _numbers(candidate.call(FUNCTION, *shaped(_example(*counts)))) for counts in (COUNTS, (5, 2, 1, 1))
    )
    return not all(_same(one[key], other[key]) for key in ("precision", "recall"))


def _numbers(got: Any) -> Numbers:
    """The four metrics as floats; NaN for what is missing or no number."""
    values = got if isinstance(got, dict) else {}
    return {key: _number(values.get(key)) for key in KEYS}


def _number(value: Any) -> float:
    if isinstance(value, int | float | np.number) or (isinstance(value, np.ndarray) and value.shape == ()):
        return float(value)
    return math.nan


# --- diagnoses ---------------------------------------------------------------------------------


def _same(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-4, abs_tol=1e-9)


def _hard(labels: np.ndarray, probabilities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return labels, (probabilities >= 0.5).astype(float)


def _depends_on_size(ask: Ask, keys: tuple[str, ...]) -> Diagnosis:
    """Probabilities that move without crossing the threshold change nothing."""
    soft, hard = _numbers(ask(*_example(*COUNTS))), _numbers(ask(*_hard(*_example(*COUNTS))))
    for key in keys:
        if math.isfinite(soft[key]) and math.isfinite(hard[key]) and not _same(soft[key], hard[key]):
            return "metrics.accuracy-of-probabilities", {
                "key": key,
                "soft": f"{soft[key]:g}",
                "hard": f"{hard[key]:g}",
            }
    return None


def _depends_on_negatives(ask: Ask, keys: tuple[str, ...]) -> Diagnosis:
    """More true negatives leave precision, recall and F1 as they are."""
    few, many = _numbers(ask(*_hard(*_example(2, 1, 3, 4)))), _numbers(ask(*_hard(*_example(2, 1, 3, 40))))
    for key in keys:
        if math.isfinite(few[key]) and not _same(few[key], many[key]):
            return "metrics.counts-negatives", {"key": key, "few": f"{few[key]:g}", "many": f"{many[key]:g}"}
    return None


def _diagnose_accuracy(ask: Ask) -> Diagnosis:
    numbers, (tp, fn, fp, tn) = _numbers(ask(*_hard(*_example(*COUNTS)))), COUNTS
    found = numbers["accuracy"]
    if (whole := _of_all(numbers)) is not None:
        return whole
    if _same(found, tp / sum(COUNTS)):
        return "metrics.accuracy-forgets-negatives", {}
    if _same(found, (tp / (tp + fn) + tn / (tn + fp)) / 2):
        return "metrics.balanced-accuracy", {"found": f"{found:.4g}"}
    if _same(found, tp + tn) or _same(found, 100 * (tp + tn) / sum(COUNTS)):
        return "metrics.not-a-fraction", {"key": "accuracy", "found": f"{found:g}"}
    return _depends_on_size(ask, ("accuracy",))


def _diagnose_precision_recall(ask: Ask) -> Diagnosis:
    found = _numbers(ask(*_hard(*_example(*COUNTS))))
    tp, fn, fp, _ = COUNTS
    if (whole := _of_all(found)) is not None:
        return whole
    if _same(found["precision"], 100 * tp / (tp + fp)):
        return "metrics.not-a-fraction", {"key": "precision", "found": f"{found['precision']:g}"}
    if _same(found["precision"], tp / (tp + fn)) and _same(found["recall"], tp / (tp + fp)):
        return "metrics.precision-recall-swapped", {}
    keys = ("precision", "recall")
    for digits in (2, 3):
        if _same(found["recall"], round(tp / (tp + fn), digits)):
            return "metrics.rounded", {"found": f"{found['recall']:g}"}
    return _depends_on_negatives(ask, keys) or _depends_on_size(ask, keys)


def _of_all(found: Numbers) -> Diagnosis:
    """Are these the metrics of a model that answers 0 to everything, the other way round, or to all pairs?"""
    tp, fn, fp, tn = COUNTS
    n, ones, zeros = sum(COUNTS), (tp + fn) / sum(COUNTS), (fp + tn) / sum(COUNTS)
    answered = (tp + fp) / n
    inverted = (fn + fp) / n, fn / (fn + tn), fn / (fn + tp)
    if all(map(_same, (found["accuracy"], found["precision"], found["recall"]), inverted)):
        return "metrics.answers-inverted", {}
    if _same(found["accuracy"], zeros) and found["precision"] == found["recall"] == 0:
        return "metrics.never-answers-one", {}
    pairs = ones * answered + zeros * (1 - answered), ones, answered
    if all(map(_same, (found["accuracy"], found["precision"], found["recall"]), pairs)):
        return "metrics.shape-broadcast", {"found": "On the way one of your two arrays has become a column"}
    return None


def _diagnose_f1(ask: Ask) -> Diagnosis:
    found = _numbers(ask(*_hard(*_example(*COUNTS))))
    p, r = found["precision"], found["recall"]
    if not _same(p, r) and _same(found["f1"], (p + r) / 2):
        return "metrics.f1-arithmetic-mean", {}
    if p + r > 0 and _same(found["f1"], p * r / (p + r)):
        return "metrics.f1-half", {}
    depends = _depends_on_negatives(ask, ("f1",)) or _depends_on_size(ask, ("f1",))
    if depends is None and min(p, r) < found["f1"] < max(p, r):
        return "metrics.f1-other-mean", {key: f"{found[key]:.4g}" for key in ("precision", "recall", "f1")}
    return depends


def _diagnose_threshold(ask: Ask) -> Diagnosis:
    labels, probabilities = np.array([1, 1, 0, 0]), np.array([0.875, 0.375, 0.625, 0.125])
    low, middle, high = (_numbers(ask(labels, probabilities, t)) for t in (0.25, 0.5, 0.75))
    fixed = [key for key in KEYS if _same(low[key], middle[key]) and _same(middle[key], high[key])]
    if fixed:
        nothing = "nothing" if len(fixed) == len(KEYS) else f"nothing about {' and '.join(fixed)}"
        return "metrics.ignores-threshold", {"nothing": nothing}
    if _same(_numbers(ask(np.array([1, 0]), np.array([0.5, 0.25]), 0.5))["recall"], 0.0):
        return "metrics.above-not-at", {}
    return None


def _diagnose_column(ask: Ask) -> Diagnosis:
    labels, probabilities = _example(*COUNTS)
    flat = _numbers(ask(labels, probabilities))
    try:
        column = _numbers(ask(labels, probabilities[:, None]))
    except kit.CandidateRaised:
        column = {}
    if column == flat:
        return ("metrics.single-sample", {}) if _only_single_is_wrong(ask) else None
    wrong = next((key for key in KEYS if key in column and not _same(column[key], flat[key])), None)
    found = f"{wrong} goes from {flat[wrong]:g} to {column[wrong]:g}" if wrong else "it raises an error"
    given = "With the same probabilities as a column of shape (n, 1)"
    return "metrics.shape-broadcast", {"found": f"{given}, {found}"}


def _only_single_is_wrong(ask: Ask) -> bool:
    """Right for ten samples in a column, and not for one."""
    reference = kit.reference("e23_precision_recall", FUNCTION)
    labels, probabilities = _example(*COUNTS)
    many = labels, probabilities[:, None]
    if _judge(KEYS)(ask(*many), reference(*many)) is not None:
        return False
    try:
        return _judge(KEYS)(ask(*SINGLE), reference(*SINGLE)) is not None
    except kit.CandidateRaised:
        return True
