"""e12_cross_entropy: softmax and three cross-entropies against the references of `tfkata.curriculum.e12_cross_entropy.entropies`.

The checks of values use probabilities away from 0 and 1; what happens there is for the checks of clipping, which
divide sign, base and scale out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, check, fail
from tfkata.curriculum.e12_cross_entropy.entropies import (
    BINARY,
    CATEGORICAL,
    EPSILON,
    REFERENCES,
    SMALL,
    SPARSE,
    batches,
    binary,
    clipped,
    diagnose_mean,
    sigmoid,
    softmax,
)

Ask = Callable[..., Any]
RTOL = 1e-5


# --- softmax


@check("softmax")
def softmax_(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "softmax",
        arguments=logits(),
        always=[(np.array([[0.0, 1.0], [2.0, 0.0]]),), (Z,), (Z.astype(np.float32),)],
        expected=softmax,
        judge=kit.array(rtol=RTOL),
        diagnose=diagnose_softmax,
        examples=40,
    )


Z = np.array([[1.0, 2.0, 0.5, -1.0], [0.0, 3.0, 1.5, 1.0], [-0.5, 0.25, 0.0, 2.0]])
APART = np.array([[10000.0, 0.0, -10000.0], [-10000.0, 0.0, 10000.0]], np.float32)
LARGE = [
    np.array([[10000.0, 9999.0, -10000.0]]),
    np.array([[-10000.0, -10000.0]]),
    APART,
    np.array([[10000.0, 9999.0], [-10000.0, -9999.0]]),
    np.array([[710.0, 709.0, 0.0]]),
]


def diagnose_softmax(ask: Ask) -> kit.Diagnosis | None:
    z = Z[:, :3]  # square: there a missing keepdims is no error yet
    got = ask(z)
    if not isinstance(got, np.ndarray) or got.shape != z.shape:
        return None
    if np.allclose(got, softmax(z - z.max(axis=0))):
        return "softmax.column-maximum", {}
    if np.allclose(got, softmax(z - z.max(axis=1))) or divided_by_other_rows(got, z):
        return "softmax.missing-keepdims", {}
    if np.allclose(got, sigmoid(z)):
        return "softmax.sigmoid", {}
    if np.allclose(got, np.exp(z)) or np.allclose(got, np.exp(z - z.max(axis=1, keepdims=True))):
        return "softmax.not-normalized", {}
    if np.allclose(got.sum(axis=0), 1) or np.allclose(got.sum(), 1):
        return "softmax.wrong-axis", {}
    return None


def divided_by_other_rows(got: np.ndarray, z: np.ndarray) -> bool:
    """Whether entry (i, j) was divided by the sum of row j: right on the diagonal, reciprocal across it."""
    factors = got / softmax(z)
    return np.allclose(factors * factors.T, 1) and not np.allclose(factors, 1)


@check("softmax-large")
def softmax_large(candidate: Candidate) -> None:
    """Finite shares of which the largest logit has the largest; and right, where the answer for small logits is."""
    judge = kit.array(rtol=RTOL, atol=1e-12)
    small, *answers = candidate.calls("softmax", [(Z,), *((z,) for z in LARGE)])
    for z, got in zip(LARGE, answers, strict=True):
        if isinstance(got, CandidateRaised) and got.type_name != "OverflowError":
            raise got
        evidence: dict[str, Any] = {"call": kit.show_call("softmax", (z,)), "expected": kit.show(softmax(z))}
        if isinstance(got, CandidateRaised):
            fail("softmax.overflow", returned=str(got), **evidence)
        problem = judge(got, softmax(z))
        if problem is not None and not isinstance(got, np.ndarray):
            fail(problem.code, message=problem.message, returned=got, **evidence)
        small_right = not isinstance(small, CandidateRaised) and judge(small, softmax(Z)) is None
        if problem is not None and not np.isfinite(got).all():
            alone = all(finite(candidate.call("softmax", z[i : i + 1])) for i in range(len(z)))
            code = "softmax.one-maximum-for-all" if alone else "softmax.overflow"
            fail(
                code if small_right else None, message="not every number is finite", returned=got, **evidence
            )
        if problem is not None and small_right:
            fail("softmax.clips-logits", message=problem.message, returned=got, **evidence)
        if z is APART and problem is not None and not orders(got):
            fail(problem.code, message=problem.message, returned=got, **evidence)


def orders(got: np.ndarray) -> bool:
    """Whether the answer for APART is one of shares, and of each row the largest logit has more than the smallest."""
    if got.shape != APART.shape or got.min() < 0 or got.max() > 1 + RTOL:
        return False
    return bool(got[0, 0] > got[0, 2] and got[1, 2] > got[1, 0])


def finite(answer: Any) -> bool:
    return isinstance(answer, np.ndarray) and bool(np.isfinite(answer).all())


# --- cross-entropies: values


@check("categorical")
def categorical_(candidate: Candidate) -> None:
    agree_on_mean(candidate, CATEGORICAL, rows(one_hot=True))


@check("sparse")
def sparse_(candidate: Candidate) -> None:
    agree_on_mean(candidate, SPARSE, rows(one_hot=False))


@check("binary")
def binary_(candidate: Candidate) -> None:
    agree_on_mean(candidate, BINARY, columns())


def agree_on_mean(candidate: Candidate, function: str, arguments: Any) -> None:
    kit.agree(
        candidate,
        function,
        arguments=arguments,
        always=[SMALL[function], *batches(function)],
        expected=REFERENCES[function],
        judge=kit.scalar(rtol=RTOL),
        diagnose=lambda ask: diagnose_mean(ask, function),
        examples=40,
    )


# --- cross-entropies: clipping


@check("categorical-clipping")
def categorical_clipping(candidate: Candidate) -> None:
    def one(p: float, dtype: str) -> tuple[np.ndarray, np.ndarray]:
        return np.array([[0.0, 1.0, 0.0]], np.float32), np.array([[1 - p, p, 0.0]], dtype)

    judge_clipping(candidate, CATEGORICAL, one)


@check("sparse-clipping")
def sparse_clipping(candidate: Candidate) -> None:
    def one(p: float, dtype: str) -> tuple[np.ndarray, np.ndarray]:
        return np.array([1]), np.array([[1 - p, p, 0.0]], dtype)

    judge_clipping(candidate, SPARSE, one)


@check("binary-clipping")
def binary_clipping(candidate: Candidate) -> None:
    for label in (1, 0):

        def one(p: float, dtype: str, label: int = label) -> tuple[np.ndarray, np.ndarray]:
            return np.array([label]), np.array([p if label else 1 - p], dtype)

        judge_clipping(candidate, BINARY, one)


def judge_clipping(
    candidate: Candidate, function: str, one: Callable[[float, str], tuple[np.ndarray, np.ndarray]]
) -> None:
    """`one(p, dtype)`: a batch of one sample whose truth got probability p. What p = 0.5 costs is the unit."""
    cases = [(p, dtype) for dtype in ("float64", "float32") for p in (0.5, 0.0, 1.0, 1e-9, 1e-6)]
    calls = [one(p, dtype) for p, dtype in cases]
    answers = candidate.calls(function, calls)
    unit = number(answers[0]) / np.log(2)
    first: dict[str, Any] = {
        "call": kit.show_call(function, calls[0]),
        "expected": kit.show(float(np.log(2))),
    }
    for (p, _), arguments, answer in zip(cases, calls, answers, strict=True):
        got = number(answer)
        evidence: dict[str, Any] = {
            "call": kit.show_call(function, arguments),
            "expected": kit.show(-float(np.log(max(p, EPSILON)))),
        }
        if not np.isfinite(got):
            fail("cross-entropy.log-of-zero", returned=answer, **evidence)
        if unit == 0:
            fail(None, message="a probability of 0.5 costs nothing", returned=answers[0], **first)
        if np.isfinite(unit) and not costs(got / unit, arguments, p):
            if not is_logarithm(unit):
                fail(None, message="the cost of 0.5 is no logarithm of it", returned=answers[0], **first)
            fail("cross-entropy.other-clipping", returned=answer, **evidence)


def is_logarithm(unit: float) -> bool:
    """Whether 0.5 costs its logarithm: to any of the usual bases, with either sign, as a mean of 1, 2 or 3 terms.

    What costs something else is another formula, about whose clipping nothing can be said.
    """
    usual = [1 / (terms * base) for terms in (1, 2, 3) for base in (1, np.log(2), np.log(10))]
    return bool(np.isclose(abs(unit), usual, rtol=1e-4).any())


def costs(got: float, arguments: tuple[np.ndarray, np.ndarray], p: float) -> bool:
    """Whether this is what p costs when it is clipped in float64 or in float32."""
    labels, probabilities = arguments
    if probabilities.ndim == 1:
        wanted = [binary(labels, probabilities, clip) for clip in (np.float64, np.float32)]
    else:
        wanted = [-float(np.log(clipped(np.array(p)))) for clip in (np.float64, np.float32)]
    return any(abs(got - want) <= max(RTOL * want, 1e-6) for want in wanted)


def number(answer: Any) -> float:
    """The one number of an answer for one sample; whether it is wrapped in an array is another check's business."""
    if isinstance(answer, CandidateRaised):
        raise answer
    if kit.count(answer) != 1:
        problem = kit.scalar()(answer, 0.0)
        fail(problem.code if problem else None, message=problem.message if problem else "", returned=answer)
    return float(np.ravel(answer)[0])


# --- arguments stay as they are


@check("arguments")
def arguments(candidate: Candidate) -> None:
    asked: dict[str, tuple[np.ndarray, ...]] = {"softmax": (Z,)}
    for function in (CATEGORICAL, SPARSE, BINARY):
        labels, p = batches(function)[0]
        p[0] = np.eye(p.shape[-1])[0] if p.ndim > 1 else 1.0  # something to clip
        asked[function] = (labels.astype(np.float64) if function != SPARSE else labels, p)
    for function, values in asked.items():
        if candidate.mutated(function, *values):
            fail("cross-entropy.mutates-input", call=kit.show_call(function, values), function=function)


# --- random arguments


@cache
def logits() -> Any:
    from hypothesis import strategies as st

    def of_width(k: int) -> Any:
        rows = st.lists(st.lists(st.integers(-20, 20), min_size=k, max_size=k), min_size=1, max_size=4)
        return rows.map(lambda z: (np.array(z) / 4,))

    return st.integers(2, 5).flatmap(of_width)


@cache
def rows(*, one_hot: bool) -> Any:
    from hypothesis import strategies as st

    def of_width(k: int) -> Any:
        sample = st.tuples(st.lists(st.integers(1, 20), min_size=k, max_size=k), st.integers(0, k - 1))
        return st.lists(sample, min_size=1, max_size=5).map(lambda samples: as_arrays(samples, k))

    def as_arrays(samples: list[tuple[list[int], int]], k: int) -> tuple[np.ndarray, np.ndarray]:
        p = np.array([np.array(row) / sum(row) for row, _ in samples], np.float32)
        ids = np.array([label for _, label in samples])
        return (np.eye(k, dtype=np.float32)[ids] if one_hot else ids), p

    return st.integers(2, 5).flatmap(of_width)


@cache
def columns() -> Any:
    from hypothesis import strategies as st

    sample = st.tuples(st.integers(0, 1), st.integers(1, 19))
    batches = st.lists(sample, min_size=1, max_size=5).map(lambda s: np.array(s, np.float32))
    shapes = st.sampled_from([(-1,), (-1, 1)])
    return st.tuples(batches, shapes).map(lambda b: (b[0][:, 0].reshape(b[1]), b[0][:, 1].reshape(b[1]) / 20))
