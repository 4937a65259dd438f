"""e19_evaluate: a tiny classifier whose answer is its brightest pixel, so that every result is known beforehand.

Which results these are depends on the seed. Outputs are computed here in NumPy from the same weights; no model is
run in the examiner.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Answer, Candidate, Function, Mistake, Mistakes, Problem
from tfkata.curriculum.e19_evaluate.brightest_pixel import (
    CLASSES,
    FEW,
    ONE_SAMPLE,
    UNPREDICTED,
    classifier,
    counts_of,
    down_the_columns,
    draw_samples,
    gaps_of,
)
from tfkata.curriculum.e19_evaluate.evaluation_faults import (
    ACCURACY,
    CONFUSION,
    F1,
    Found,
    Result,
    expected,
    number_of,
    plain,
)
from tfkata.curriculum.e19_evaluate.one_image import image_untouched, logits, one_image

KEYS = ("accuracy", "confusion", "f1_micro", "f1_macro")
evaluate = Function(
    "evaluate",
    shown=lambda model, images, labels: (
        f"evaluate(model, images, labels) with {CLASSES} classes and labels = {kit.show(labels)}"
    ),
)


def results(candidate: Candidate) -> list[Answer]:
    """The answers for integer labels, and for the same labels one-hot."""
    found: list[Answer] = candidate.once("results", lambda: both_forms(candidate, counts_of(candidate.seed)))
    return found


def both_forms(candidate: Candidate, counts: np.ndarray) -> list[Answer]:
    model, (images, truth) = classifier("softmax"), draw_samples(counts)
    return evaluate.ask_each(candidate, [(model, images, form) for form in (truth, one_hot(truth))])


def one_hot(truth: np.ndarray) -> np.ndarray:
    return np.asarray(np.eye(CLASSES)[truth], np.float32)


def score(answer: Answer, counts: np.ndarray) -> float:
    """How much of a result is right, to tell which form of labels works."""
    if not isinstance(answer.got, dict):
        return -1.0 if answer.raised else 0.0
    want, number, got = expected(counts), kit.scalar(), answer.got
    right = sum(key in got and number(got[key], want[key]) is None for key in want if key != "confusion")
    return float(right) + float(plain(got.get("confusion")) == counts.tolist())


def prefers_integer(candidate: Candidate) -> bool:
    integer, rows = (score(answer, counts_of(candidate.seed)) for answer in results(candidate))
    return integer >= rows


def working(candidate: Candidate) -> Answer:
    """The answer for the form of labels that works."""
    integer, rows = results(candidate)
    return integer if prefers_integer(candidate) else rows


def ask(candidate: Candidate, head: str, counts: np.ndarray) -> Answer:
    """The answer for other samples, in the form of labels that works."""
    images, truth = draw_samples(counts)
    form = truth if prefers_integer(candidate) else one_hot(truth)
    return evaluate.ask(candidate, classifier(head), images, form)


def of_gaps(candidate: Candidate) -> Answer:
    """The answer for samples without two of the classes."""
    answer: Answer = candidate.once("of gaps", lambda: ask(candidate, "linear", gaps_of(candidate.seed)))
    return answer


def result(answer: Answer) -> Result:
    got = answer.value
    if not isinstance(got, dict):
        problem = kit.returned_nothing(got) or Problem(f"returned {kit.show(got)}, expected a dict")
        answer.insist(problem, expected=f"a dict with {', '.join(KEYS)}")
    return got  # type: ignore[no-any-return]


def part(answer: Answer, key: str) -> Any:
    if key not in result(answer):
        found = ", ".join(map(repr, answer.got)) or "nothing"
        answer.fail(None, message=f"the dict has no '{key}', only {found}")
    return answer.got[key]


def same(one: Any, other: Any, keys: tuple[str, ...] = KEYS) -> bool:
    both = isinstance(one, dict) and isinstance(other, dict)
    return both and all(plain(one.get(key)) == plain(other.get(key)) for key in keys)


def what_happened(answer: Answer) -> str:
    return f"it raises {answer.raised.type_name}" if answer.raised else "the result is wrong"


def labels(candidate: Candidate) -> None:
    """Only whether both forms agree: what is wrong in both is the business of the other checks.

    But forms that agree because nobody looked at them earn nothing: the results of other samples are other ones.
    """
    counts = counts_of(candidate.seed)
    integer, rows = results(candidate)
    if integer.raised and rows.raised:
        judge_axis(candidate)
        raise integer.raised
    if not integer.raised and not rows.raised:
        result(integer)
        if same(integer.got, rows.got):
            if same(integer.got, of_gaps(candidate).got):
                message = "the result is the same for other images and labels"
                integer.fail(None, message=message, expected=expected(counts))
            return judge_few(candidate)
    broken = rows if prefers_integer(candidate) else integer
    code = "evaluate.one-hot-labels" if broken is rows else "evaluate.integer-labels"
    broken.fail(code, expected=expected(counts), found=what_happened(broken))


def judge_axis(candidate: Candidate) -> None:
    """As many samples as classes: there a largest along the wrong axis runs, and shows."""
    answer, down = both_forms(candidate, FEW)[0], down_the_columns(FEW)
    if isinstance(answer.got, dict) and plain(answer.got.get("confusion")) in (plain(down), plain(down.T)):
        answer.fail("evaluate.wrong-axis", expected=expected(FEW))


def judge_few(candidate: Candidate) -> None:
    """Neither the values of the labels nor their number tell class ids from rows."""
    ids, rows = both_forms(candidate, FEW)
    if not isinstance(rows.got, dict) or (ids.raised and ids.raised.type_name == "ZeroDivisionError"):
        return
    if not same(ids.got, rows.got, ("accuracy", "confusion")):
        ids.fail("evaluate.form-by-values", expected=rows.got, found=what_happened(ids))


def wrong_counts(answer: Answer, counts: np.ndarray) -> str:
    """What is wrong with accuracy or confusion matrix; nothing where both are right."""
    if not isinstance(answer.got, dict):
        return what_happened(answer)
    if plain(answer.got.get("confusion")) != counts.tolist():
        return f"the confusion matrix is {kit.show(answer.got.get('confusion'))}"
    problem = kit.scalar()(answer.got.get("accuracy"), expected(counts)["accuracy"])
    return f"the accuracy is {kit.show(answer.got.get('accuracy'))}" if problem else ""


def judge_single(candidate: Candidate) -> None:
    """One sample, in both forms, where the answer is right for many, and for many without some of the classes."""
    many = (working(candidate), counts_of(candidate.seed)), (of_gaps(candidate), gaps_of(candidate.seed))
    if any(wrong_counts(answer, counts) for answer, counts in many):
        return
    for answer in both_forms(candidate, ONE_SAMPLE):
        if answer.raised and answer.raised.type_name == "ZeroDivisionError":
            continue
        if found := wrong_counts(answer, ONE_SAMPLE):
            answer.fail("evaluate.single-sample", expected=expected(ONE_SAMPLE), found=found)


def judge_forms(candidate: Candidate) -> None:
    """Both forms of labels for the other head, in other dtypes, and for many samples, where all is right for the usual ones."""
    counts = counts_of(candidate.seed)
    if any(score(answer, counts) < len(KEYS) for answer in results(candidate)):
        return
    times = int(np.random.default_rng([candidate.seed, 19]).integers(3, 7))
    asked = [
        ("linear", counts, "float64"),
        ("linear", counts, "int32"),
        ("softmax", times * counts, "int64"),
        ("linear", times * counts, "float32"),
    ]
    for head, wanted, dtype in asked:
        images, truth = draw_samples(wanted)
        form = truth.astype(dtype) if dtype == "int32" else one_hot(truth).astype(dtype)
        answer = evaluate.ask(candidate, classifier(head), images, form)
        result(answer)
        if score(answer, wanted) < len(KEYS):
            message = f"the result is wrong for a {head} head and {len(truth)} labels of shape {form.shape} and dtype {dtype}"
            answer.fail(None, message=f"{message}, though right for others", expected=expected(wanted))


def untouched(candidate: Candidate) -> None:
    images, truth = draw_samples(ONE_SAMPLE)
    asked = [(classifier("softmax"), images, form) for form in (truth, one_hot(truth))]
    evaluate.leaves_alone(forms=asked, options={"weights_stay": True})(candidate)


def accuracy(candidate: Candidate) -> None:
    judge_number(candidate, "accuracy", ACCURACY)


def judge_number(candidate: Candidate, key: str, mistakes: Mistakes) -> None:
    counts, answer = counts_of(candidate.seed), working(candidate)
    want = expected(counts)
    if (problem := kit.scalar()(part(answer, key), want[key])) is not None:
        found = Found(answer.got, key, counts)
        answer.insist(problem.about(f"'{key}'"), mistakes, found, expected=want)


def confusion(candidate: Candidate) -> None:
    counts, answer = counts_of(candidate.seed), working(candidate)
    got = part(answer, "confusion")
    problem = kit.array()(got, counts)
    if problem is None and got.dtype.kind not in "iu":
        problem = Problem(f"the counts are {got.dtype.name}")
    if problem is not None:
        found = Found(answer.got, "confusion", counts)
        answer.insist(problem.about("'confusion'"), CONFUSION, found, returned=got, expected=counts)


def has_nan(matrix: np.ndarray) -> bool:
    return matrix.dtype.kind == "f" and bool(np.isnan(matrix).any())


# fmt: off
GAPS = Mistakes(
    Mistake("f1.division-by-zero", lambda answer: answer.raised and answer.raised.type_name == "ZeroDivisionError"),
    Mistake("confusion.missing-classes", lambda answer: answer.raised, found=what_happened),
    Mistake("confusion.missing-classes", lambda answer: answer.got["confusion"].shape != (CLASSES, CLASSES),
            found=lambda answer: f"its shape is {answer.got['confusion'].shape}"),
    Mistake("confusion.zero-by-zero", lambda answer: has_nan(answer.got["confusion"]),
            count=lambda answer: int(np.isnan(answer.got["confusion"]).sum())),
)
# fmt: on


def all_classes(candidate: Candidate) -> None:
    """A transposed or normalized matrix of the right shape passes: that was said before."""
    gaps, answer = gaps_of(candidate.seed), of_gaps(candidate)
    if answer.raised:
        if (ordinary := working(candidate).raised) is not None:
            kit.as_above(answer.raised, ordinary)
        GAPS.fail(answer, call=answer.call, returned=str(answer.raised))
    got = part(answer, "confusion")
    if isinstance(got, np.ndarray):
        GAPS.fail(answer, call=answer.call, returned=got, expected=gaps)
        if any(np.array_equal(got, right) for right in (gaps, gaps.T)):
            return
    other = part(working(candidate), "confusion")
    found = Found({"confusion": other}, "confusion", counts_of(candidate.seed))
    if CONFUSION(found) is None or plain(got) == plain(other):
        answer.fail(None, message="'confusion' is wrong", returned=got, expected=gaps)


def f1(candidate: Candidate) -> None:
    """A class that is never predicted has the F1 0. NaN is let pass: so NumPy writes 0/0 where nobody asked it."""
    judge_number(candidate, "f1_micro", F1)
    judge_number(candidate, "f1_macro", F1)
    answer, want = ask(candidate, "softmax", UNPREDICTED), expected(UNPREDICTED)
    found = number_of(answer.got.get("f1_macro")) if isinstance(answer.got, dict) else math.nan
    if math.isfinite(found) and not math.isclose(found, want["f1_macro"], rel_tol=1e-4):
        answer.fail("f1.skips-classes", expected=want, found=f"{found:.6g}")


kit.checks(
    __name__,
    {
        "labels": [labels, judge_single, judge_forms, untouched],
        "accuracy": accuracy,
        "confusion": confusion,
        "all_classes": all_classes,
        "f1": f1,
        "one_image": [one_image, image_untouched],
        "logits": logits,
    },
)
