"""e19_evaluate: a tiny classifier whose answer is its brightest pixel, so that every result is known beforehand.

Which results these are depends on the seed. Outputs are computed here in NumPy from the same weights; no model is
run in the examiner.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, check, fail
from tfkata.curriculum.e19_evaluate.brightest_pixel import (
    CLASSES,
    FEW,
    SHAPE,
    UNPREDICTED,
    classifier,
    counts_of,
    draw_samples,
    f1_above_a_half,
    gaps_of,
    logits_of,
    single_of,
    slips_of,
    softmax,
)
from tfkata.curriculum.e19_evaluate.evaluation_faults import (
    Result,
    diagnose_accuracy,
    diagnose_confusion,
    expected,
    number_of,
    plain,
    slip,
)

KEYS = ("accuracy", "confusion", "f1_micro", "f1_macro")
DIM = 1 / 3  # of the brightness: no logit above 1


@check("labels")
def labels(candidate: Candidate) -> None:
    """Only whether both forms agree: what is wrong in both is the business of the other checks.

    But forms that agree because nobody looked at them earn nothing: the results of other samples are other ones.
    """
    counts = counts_of(candidate.seed)
    integer, one_hot = _results(candidate)
    if isinstance(integer, kit.CandidateRaised) and isinstance(one_hot, kit.CandidateRaised):
        _explain_raised(candidate)
        raise integer
    if not isinstance(integer, kit.CandidateRaised) and not isinstance(one_hot, kit.CandidateRaised):
        _result(integer)
        if _same(integer, one_hot) and not _same(integer, _of_gaps(candidate)):
            return _judge_few(candidate)
        if _same(integer, one_hot):
            message = "the result is the same for other images and labels"
            fail(None, message=message, call=_call(counts), returned=integer, expected=expected(counts))
    broken = one_hot if _score(integer, counts) >= _score(one_hot, counts) else integer
    code = "evaluate.one-hot-labels" if broken is one_hot else "evaluate.integer-labels"
    raised = isinstance(broken, kit.CandidateRaised)
    found = f"it raises {broken.type_name}" if raised else "the result is another one"
    shape = f"({counts.sum()}, {CLASSES})" if broken is one_hot else f"({counts.sum()},)"
    call = f"evaluate(model, images, labels) with {counts.sum()} images and labels of shape {shape}"
    fail(code, call=call, returned=str(broken) if raised else broken, expected=expected(counts), found=found)


@check("accuracy")
def accuracy(candidate: Candidate) -> None:
    counts = counts_of(candidate.seed)
    got, want = _base(candidate), expected(counts)
    if (problem := kit.scalar()(_part(got, "accuracy"), want["accuracy"])) is not None:
        found = number_of(got["accuracy"])
        fail(
            diagnose_accuracy(found, counts) or problem.code,
            message=f"'accuracy': {problem.message}",
            call=_call(counts),
            returned=got,
            expected=want,
            found=f"{found:g}",
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
        code = diagnose_confusion(got, counts) or problem.code
        message = f"'confusion': {problem.message}"
        shape = f"{np.shape(got)}"
        fail(
            code,
            message=message,
            call=_call(counts),
            returned=got,
            expected=counts,
            **{"shape": shape, **problem.values},
        )


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
    if diagnose_confusion(other, counts_of(candidate.seed)) is None or plain(got) == plain(other):
        fail(None, message="'confusion' is wrong", call=call, returned=got, expected=gaps)


@check("f1")
def f1(candidate: Candidate) -> None:
    counts = counts_of(candidate.seed)
    got, want = _base(candidate), expected(counts)
    number = kit.scalar()
    problems = {key: number(_part(got, key), want[key]) for key in ("f1_micro", "f1_macro")}
    wrong = {key: problem for key, problem in problems.items() if problem is not None}
    if not wrong:
        return _judge_unpredicted(candidate)
    shown: dict[str, Any] = {"call": _call(counts), "returned": got, "expected": want}
    swapped = [
        number(_part(got, a), want[b]) for a, b in (("f1_micro", "f1_macro"), ("f1_macro", "f1_micro"))
    ]
    if swapped == [None, None]:
        fail("f1.micro-macro-swapped", **shown)
    key, problem = next(iter(wrong.items()))
    value = _part(got, key)
    number_found = number_of(value)
    averaged = isinstance(value, np.ndarray) or (math.isfinite(number_found) and 0 <= number_found <= 1)
    code = "f1.wrong-average" if averaged else problem.code
    if math.isclose(number_found, f1_above_a_half(counts)[key], rel_tol=1e-4):
        code = "f1.threshold"
    code = slip(number_found, key, counts) or code
    found = f"{number_found:.6g}" if math.isfinite(number_found) else kit.show(value)
    fail(code, message=f"'{key}': {problem.message}", key=key, found=found, **shown)


@check("one_image")
def one_image(candidate: Candidate) -> None:
    (got, *_), batched = _singles(candidate)
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
    scaled = _probability(*single_of(candidate.seed), scale=1 / 255)
    if any(math.isclose(number_of(part), scaled, rel_tol=1e-4) for part in parts):
        return
    if any(math.isclose(number_of(part), want[1], rel_tol=1e-4) for part in parts):
        return _judge_dim(candidate, (alone if batched is None else batched)[2])
    problem = _pair_problem(got, want)
    code = "predict.logit-not-probability" if any(math.isfinite(number_of(part)) for part in parts) else None
    message = problem.message if problem else ""
    fail(code or (problem.code if problem else None), message=message, call=call, returned=got, expected=want)


# --- what is wanted -----------------------------------------------------------------------------


def _probability(bright: int, image: np.ndarray, scale: float = 1.0) -> float:
    return float(softmax(logits_of(scale * image))[bright])


def _call(counts: np.ndarray) -> str:
    _, truth = draw_samples(counts)
    return f"evaluate(model, images, labels) with {CLASSES} classes and labels = {kit.show(truth)}"


# --- results --------------------------------------------------------------------------------------


def _results(candidate: Candidate) -> tuple[Any, Any]:
    """What `evaluate` returns or raises for integer labels, and for the same labels one-hot."""

    def ask() -> tuple[Any, Any]:
        first, second = candidate.calls("evaluate", _both_forms(counts_of(candidate.seed)))
        return first, second

    results: tuple[Any, Any] = candidate.once("results", ask)
    return results


def _both_forms(counts: np.ndarray) -> list[tuple[Any, ...]]:
    model, (images, truth) = classifier("softmax"), draw_samples(counts)
    return [(model, images, truth), (model, images, np.eye(CLASSES, dtype=np.float32)[truth])]


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

    return candidate.once("of gaps", lambda: _of(candidate, "linear", gaps_of(candidate.seed)))


def _of(candidate: Candidate, head: str, counts: np.ndarray) -> Any:
    images, truth = draw_samples(counts)
    form = truth if _prefers_integer(candidate) else np.eye(CLASSES, dtype=np.float32)[truth]
    return candidate.calls("evaluate", [(classifier(head), images, form)])[0]


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
    want, number = expected(counts), kit.scalar()
    right = sum(key in value and number(value[key], want[key]) is None for key in want if key != "confusion")
    return float(right) + float(plain(value.get("confusion")) == counts.tolist())


def _same(a: Any, b: Any) -> bool:
    if not isinstance(a, dict) or not isinstance(b, dict):
        return False
    return all(plain(a.get(key)) == plain(b.get(key)) for key in KEYS)


def _explain_raised(candidate: Candidate) -> None:
    """As many samples as classes: there a largest along the wrong axis runs, and shows."""
    got = candidate.calls("evaluate", _both_forms(FEW))[0]
    down = slips_of(FEW)["evaluate.wrong-axis"]
    if isinstance(got, dict) and plain(got.get("confusion")) in (plain(down), plain(down.T)):
        fail("evaluate.wrong-axis", call=_call(FEW), returned=got, expected=expected(FEW))


def _judge_few(candidate: Candidate) -> None:
    """Neither the values of the labels nor their number tell class ids from rows."""
    ids, rows = candidate.calls("evaluate", _both_forms(FEW))
    raised = isinstance(ids, kit.CandidateRaised)
    if not isinstance(rows, dict) or (raised and ids.type_name == "ZeroDivisionError"):
        return
    if raised or any(plain(_part(ids, key)) != plain(rows.get(key)) for key in ("accuracy", "confusion")):
        found = f"it raises {ids.type_name}" if raised else "the result is another one"
        returned = str(ids) if raised else ids
        fail("evaluate.form-by-values", call=_call(FEW), returned=returned, expected=rows, found=found)


def _judge_unpredicted(candidate: Candidate) -> None:
    """A class that is never predicted has the F1 0. NaN is let pass: so NumPy writes 0/0 where nobody asked it."""
    got = _of(candidate, "softmax", UNPREDICTED)
    found = number_of(got.get("f1_macro")) if isinstance(got, dict) else math.nan
    want = expected(UNPREDICTED)
    if math.isfinite(found) and not math.isclose(found, want["f1_macro"], rel_tol=1e-4):
        fail("f1.skips-classes", call=_call(UNPREDICTED), returned=got, expected=want, found=f"{found:.6g}")


# --- one image --------------------------------------------------------------------------------------


def _singles(candidate: Candidate) -> tuple[list[Any], list[Any] | None]:
    """What `predict_one` gives with a softmax and a linear head, and for logits below 1; and with a batch axis added,
    where it raises.
    """

    def ask() -> tuple[list[Any], list[Any] | None]:
        _, image = single_of(candidate.seed)
        softmax, linear = classifier("softmax"), classifier("linear")
        asked = [(softmax, image), (linear, image), (linear, DIM * image)]
        alone = candidate.calls("predict_one", asked)
        if not isinstance(alone[0], kit.CandidateRaised):
            return alone, None
        return alone, candidate.calls("predict_one", [(model, one[np.newaxis]) for model, one in asked])

    singles: tuple[list[Any], list[Any] | None] = candidate.once("singles", ask)
    return singles


def _answer(candidate: Candidate) -> tuple[int, float]:
    bright, image = single_of(candidate.seed)
    return bright, _probability(bright, image)


def _judge_dim(candidate: Candidate, got: Any) -> None:
    """Logits that could be probabilities, from their size, are none."""
    call = f"predict_one(model, image) with an image of shape {SHAPE} and a linear head, no logit above 1"
    if isinstance(got, kit.CandidateRaised):
        got.call = call
        raise got
    bright, image = single_of(candidate.seed)
    want = bright, _probability(bright, DIM * image)
    parts = got if isinstance(got, tuple | list) else []
    if not any(math.isclose(number_of(part), want[1], rel_tol=1e-4) for part in parts):
        fail("predict.logit-not-probability", call=call, returned=got, expected=want)


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
    first, second = number_of(got[0]), number_of(got[1])
    if math.isclose(second, _probability(bright, image, scale=1 / 255), rel_tol=1e-3):
        return "predict.scales-again"
    twice = softmax(softmax(logits_of(image)))[bright]
    if math.isclose(second, float(twice), rel_tol=1e-3):
        return "predict.double-softmax"
    return "predict.swapped" if second == bright and 0 < first < 1 else None
