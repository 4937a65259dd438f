"""e19_evaluate: a tiny classifier whose answer is its brightest pixel, so that every result is known beforehand.

Which results these are depends on the seed. Outputs are computed here in NumPy from the same weights; no model is
run in the examiner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np

from grader.checks import kit
from grader.checks.brightest_pixel import (
    CLASSES,
    SHAPE,
    classifier,
    draw_image,
    draw_samples,
    f1_above_a_half,
    logits_of,
    softmax,
)
from grader.checks.kit import Candidate, check, fail

KEYS = ("accuracy", "confusion", "f1_micro", "f1_macro")
Result = dict[str, Any]


@cache
def counts_of(seed: int) -> np.ndarray:
    """A confusion matrix, rows being the truth, in which every usual slip gives another number.

    Each class is found at least once, the last one is among the labels, and micro, macro and weighted F1 and macro
    recall lie apart.
    """
    base = np.array([[5, 1, 0, 0], [0, 2, 2, 0], [1, 0, 1, 0], [0, 0, 2, 2]])
    rng = np.random.default_rng([seed, 19])
    while True:
        counts = base + rng.integers(0, 3, base.shape) * (rng.random(base.shape) < 0.4)
        hits, true, said = np.diag(counts), counts.sum(1), counts.sum(0)
        per_class = 2 * hits / (true + said)
        averages = [hits.sum() / counts.sum(), per_class.mean(), per_class @ true / true.sum()]
        averages += [(hits / true).mean(), (hits / said).mean()]
        apart = np.abs(np.subtract.outer(averages, averages))[np.triu_indices(len(averages), 1)]
        if apart.min() > 0.01 and counts.sum() < 32 and not np.array_equal(counts, counts.T):
            return np.asarray(counts)


@cache
def gaps_of(seed: int) -> np.ndarray:
    """A confusion matrix in whose samples classes 1 and 3 neither occur nor are predicted."""
    a, b, c = np.random.default_rng([seed, 20]).permutation([1, 2, 3])
    return np.array([[a, 0, b, 0], [0, 0, 0, 0], [0, 0, c, 0], [0, 0, 0, 0]])


def single_of(seed: int) -> tuple[int, np.ndarray]:
    """Class and pixels of the one image that `predict_one` gets; neither class 0 nor 1, which a share could be."""
    rng = np.random.default_rng([seed, 21])
    bright = int(rng.integers(2, CLASSES))
    return bright, draw_image(bright, rng)


@check("labels")
def labels(candidate: Candidate) -> None:
    """Only whether both forms agree: what is wrong in both is the business of the other checks.

    But forms that agree because nobody looked at them earn nothing: the results of other samples are other ones.
    """
    counts = counts_of(candidate.seed)
    integer, one_hot = _results(candidate)
    if isinstance(integer, kit.CandidateRaised) and isinstance(one_hot, kit.CandidateRaised):
        raise integer
    if not isinstance(integer, kit.CandidateRaised) and not isinstance(one_hot, kit.CandidateRaised):
        _result(integer)
        if _same(integer, one_hot) and not _same(integer, _of_gaps(candidate)):
            return
        if _same(integer, one_hot):
            message = "the result is the same for other images and labels"
            fail(None, message=message, call=_call(counts), returned=integer, expected=_expected(counts))
    broken = one_hot if _score(integer, counts) >= _score(one_hot, counts) else integer
    code = "evaluate.one-hot-labels" if broken is one_hot else "evaluate.integer-labels"
    raised = isinstance(broken, kit.CandidateRaised)
    found = f"it raises {broken.type_name}" if raised else "the result is another one"
    shape = f"({counts.sum()}, {CLASSES})" if broken is one_hot else f"({counts.sum()},)"
    call = f"evaluate(model, images, labels) with {counts.sum()} images and labels of shape {shape}"
    fail(code, call=call, returned=str(broken) if raised else broken, expected=_expected(counts), found=found)


@check("accuracy")
def accuracy(candidate: Candidate) -> None:
    counts = counts_of(candidate.seed)
    got, want = _base(candidate), _expected(counts)
    if (problem := kit.scalar()(_part(got, "accuracy"), want["accuracy"])) is not None:
        fail(
            problem.code,
            message=f"'accuracy': {problem.message}",
            call=_call(counts),
            returned=got,
            expected=want,
        )


@check("confusion")
def confusion(candidate: Candidate) -> None:
    counts = counts_of(candidate.seed)
    got = _part(_base(candidate), "confusion")
    problem = kit.array(dtype=None)(got, counts)
    if problem is None and got.dtype.kind not in "iu":
        problem = kit.Problem(
            f"the counts are {got.dtype.name}", "confusion.not-integer", {"dtype": got.dtype.name}
        )
    if problem is not None:
        code = _diagnose_confusion(got, counts) or problem.code
        message = f"'confusion': {problem.message}"
        fail(code, message=message, call=_call(counts), returned=got, expected=counts, **problem.values)


@check("all_classes")
def all_classes(candidate: Candidate) -> None:
    """A transposed or normalized matrix of the right shape passes: that was said before."""
    gaps = gaps_of(candidate.seed)
    call = _call(gaps)
    raised = result = _of_gaps(candidate)
    if isinstance(raised, kit.CandidateRaised):
        if raised.type_name == "ZeroDivisionError":
            fail("f1.division-by-zero", call=call, returned=str(raised))
        found = f"it raises {raised.type_name}"
        fail("confusion.missing-classes", call=call, found=found, returned=str(raised))
    got = _part(_result(result), "confusion")
    if isinstance(got, np.ndarray) and got.shape != gaps.shape:
        found = f"its shape is {got.shape}"
        fail("confusion.missing-classes", call=call, found=found, returned=got, expected=gaps)
    if isinstance(got, np.ndarray) and any(np.array_equal(got, m) for m in (gaps, gaps.T)):
        return
    other = _part(_base(candidate), "confusion")
    if _diagnose_confusion(other, counts_of(candidate.seed)) is None or _plain(got) == _plain(other):
        fail(None, message="'confusion' is wrong", call=call, returned=got, expected=gaps)


@check("f1")
def f1(candidate: Candidate) -> None:
    counts = counts_of(candidate.seed)
    got, want = _base(candidate), _expected(counts)
    number = kit.scalar()
    problems = {key: number(_part(got, key), want[key]) for key in ("f1_micro", "f1_macro")}
    wrong = {key: problem for key, problem in problems.items() if problem is not None}
    if not wrong:
        return
    shown: dict[str, Any] = {"call": _call(counts), "returned": got, "expected": want}
    swapped = [
        number(_part(got, a), want[b]) for a, b in (("f1_micro", "f1_macro"), ("f1_macro", "f1_micro"))
    ]
    if swapped == [None, None]:
        fail("f1.micro-macro-swapped", **shown)
    key, problem = next(iter(wrong.items()))
    value = _part(got, key)
    number_found = _float(value)
    averaged = isinstance(value, np.ndarray) or (math.isfinite(number_found) and 0 <= number_found <= 1)
    code = "f1.wrong-average" if averaged else problem.code
    if math.isclose(number_found, f1_above_a_half(counts)[key], rel_tol=1e-4):
        code = "f1.threshold"
    found = f"{number_found:.6g}" if math.isfinite(number_found) else kit.show(value)
    fail(code, message=f"'{key}': {problem.message}", key=key, found=found, **shown)


@check("one_image")
def one_image(candidate: Candidate) -> None:
    (got, _), batched = _singles(candidate)
    want = _answer(candidate)
    call = f"predict_one(model, image) with an image of shape {SHAPE} and a softmax head"
    if isinstance(got, kit.CandidateRaised):
        if batched is not None and not isinstance(batched[0], kit.CandidateRaised):
            fail("predict.missing-batch-axis", call=call, returned=str(got), expected=want, shape=str(SHAPE))
        got.call = call
        raise got
    if (problem := _pair_problem(got, want)) is not None:
        code = problem.code or _diagnose_pair(got, *single_of(candidate.seed))
        fail(code, message=problem.message, call=call, returned=got, expected=want, **problem.values)


@check("logits")
def logits(candidate: Candidate) -> None:
    """Only the probability counts, and a missing batch axis or a swapped pair is not held against it again."""
    alone, batched = _singles(candidate)
    got = alone[1] if batched is None else batched[1]
    call = f"predict_one(model, image) with an image of shape {SHAPE} and a linear head"
    if isinstance(got, kit.CandidateRaised):
        got.call = call
        raise got
    want = _answer(candidate)
    parts = got if isinstance(got, tuple | list) else []
    if any(math.isclose(_float(part), want[1], rel_tol=1e-4) for part in parts):
        return
    problem = _pair_problem(got, want)
    code = "predict.logit-not-probability" if any(math.isfinite(_float(part)) for part in parts) else None
    message = problem.message if problem else ""
    fail(code or (problem.code if problem else None), message=message, call=call, returned=got, expected=want)


# --- what is wanted -----------------------------------------------------------------------------


def _expected(counts: np.ndarray) -> Result:
    hits = np.diag(counts)
    per_class = 2 * hits / np.maximum(counts.sum(0) + counts.sum(1), 1)
    share = float(hits.sum() / counts.sum())
    return {"accuracy": share, "confusion": counts, "f1_micro": share, "f1_macro": float(per_class.mean())}


def _call(counts: np.ndarray) -> str:
    _, truth = draw_samples(counts)
    return f"evaluate(model, images, labels) with {CLASSES} classes and labels = {kit.show(truth)}"


# --- results --------------------------------------------------------------------------------------


def _results(candidate: Candidate) -> tuple[Any, Any]:
    """What `evaluate` returns or raises for integer labels, and for the same labels one-hot."""

    def ask() -> tuple[Any, Any]:
        model, images, truth = classifier("softmax"), *draw_samples(counts_of(candidate.seed))
        one_hot = np.eye(CLASSES, dtype=np.float32)[truth]
        first, second = candidate.calls("evaluate", [(model, images, truth), (model, images, one_hot)])
        return first, second

    results: tuple[Any, Any] = candidate.once("results", ask)
    return results


def _base(candidate: Candidate) -> Result:
    """The result for the form of labels that works."""
    integer, one_hot = _results(candidate)
    better = integer if _prefers_integer(candidate) else one_hot
    if isinstance(better, kit.CandidateRaised):
        raise better
    return _result(better)


def _prefers_integer(candidate: Candidate) -> bool:
    counts = counts_of(candidate.seed)
    integer, one_hot = _results(candidate)
    return _score(integer, counts) >= _score(one_hot, counts)


def _of_gaps(candidate: Candidate) -> Any:
    """What `evaluate` returns or raises for samples without two of the classes, in the form of labels that works."""

    def ask() -> Any:
        images, truth = draw_samples(gaps_of(candidate.seed))
        form = truth if _prefers_integer(candidate) else np.eye(CLASSES, dtype=np.float32)[truth]
        return candidate.calls("evaluate", [(classifier("linear"), images, form)])[0]

    return candidate.once("of gaps", ask)


def _result(value: Any) -> Result:
    if isinstance(value, dict):
        return value
    problem = kit.returned_nothing(value)
    message = problem.message if problem else f"returned {kit.show(value)}, expected a dict"
    wanted = f"a dict with {', '.join(KEYS)}"
    fail(problem.code if problem else None, message=message, returned=value, expected=wanted)


def _part(result: Result, key: str) -> Any:
    if key not in result:
        found = ", ".join(map(repr, result)) or "nothing"
        fail(None, message=f"the dict has no '{key}', only {found}", returned=result)
    return result[key]


def _score(value: Any, counts: np.ndarray) -> float:
    """How much of a result is right, to tell which form of labels works."""
    if not isinstance(value, dict):
        return -1.0 if isinstance(value, kit.CandidateRaised) else 0.0
    want, number = _expected(counts), kit.scalar()
    right = sum(key in value and number(value[key], want[key]) is None for key in want if key != "confusion")
    return float(right) + float(_plain(value.get("confusion")) == counts.tolist())


def _same(a: Any, b: Any) -> bool:
    if not isinstance(a, dict) or not isinstance(b, dict):
        return False
    return all(_plain(a.get(key)) == _plain(b.get(key)) for key in KEYS)


def _plain(value: Any) -> Any:
    """Comparable: arrays as lists, numbers to six digits."""
    if isinstance(value, np.ndarray):
        return np.round(value.astype(float), 6).tolist()
    return round(_float(value), 6) if math.isfinite(_float(value)) else repr(value)


def _float(value: Any) -> float:
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    return float(value) if isinstance(value, int | float | np.number) else math.nan


def _diagnose_confusion(got: Any, counts: np.ndarray) -> str | None:
    if not isinstance(got, np.ndarray) or got.ndim != 2:
        return None
    if np.array_equal(got, counts.T):
        return "confusion.transposed"
    if got.shape != counts.shape:
        return "confusion.missing-classes" if max(got.shape) < CLASSES else None
    sums: Iterable[Any] = (got.sum(axis=1), got.sum(axis=0), got.sum(keepdims=True))
    if got.dtype.kind == "f" and any(
        np.allclose(s, 1, atol=0.02) or np.allclose(s, 100, atol=2) for s in sums
    ):
        return "confusion.normalized"
    return None


# --- one image --------------------------------------------------------------------------------------


def _singles(candidate: Candidate) -> tuple[list[Any], list[Any] | None]:
    """What `predict_one` gives with a softmax and a linear head; and with a batch axis added, where it raises."""

    def ask() -> tuple[list[Any], list[Any] | None]:
        _, image = single_of(candidate.seed)
        models = [classifier("softmax"), classifier("linear")]
        alone = candidate.calls("predict_one", [(model, image) for model in models])
        if not isinstance(alone[0], kit.CandidateRaised):
            return alone, None
        return alone, candidate.calls("predict_one", [(model, image[np.newaxis]) for model in models])

    singles: tuple[list[Any], list[Any] | None] = candidate.once("singles", ask)
    return singles


def _answer(candidate: Candidate) -> tuple[int, float]:
    bright, image = single_of(candidate.seed)
    return bright, float(softmax(logits_of(image))[bright])


def _pair_problem(got: Any, want: tuple[int, float]) -> kit.Problem | None:
    if type(got) not in (tuple, list) or len(got) != 2:
        text = f"returned {kit.show(got)}, expected a tuple of class id and probability"
        return kit.returned_nothing(got) or kit.Problem(text)
    class_id, probability = got
    if isinstance(class_id, np.ndarray) and class_id.shape == ():
        class_id = class_id.item()
    if isinstance(class_id, bool) or not isinstance(class_id, int | np.integer):
        return kit.Problem(f"the class id is {kit.show(class_id)}, expected one integer")
    if class_id != want[0]:
        return kit.Problem(f"the class id is {kit.show(class_id)}, expected {want[0]}")
    problem = kit.scalar(rtol=1e-4)(probability, want[1])
    return None if problem is None else kit.Problem(f"the probability: {problem.message}", problem.code)


def _diagnose_pair(got: Any, bright: int, image: np.ndarray) -> str | None:
    if type(got) not in (tuple, list) or len(got) != 2:
        return None
    first, second = _float(got[0]), _float(got[1])
    twice = softmax(softmax(logits_of(image)))[bright]
    if math.isclose(second, float(twice), rel_tol=1e-3):
        return "predict.double-softmax"
    return "predict.swapped" if second == bright and 0 < first < 1 else None
