"""e12_cross_entropy: softmax and three cross-entropies against NumPy references with Keras's conventions.

`tests/test_e12_reference.py` holds the references to Keras. The checks of values use probabilities away from
0 and 1; what happens there is for the checks of clipping, which divide sign, base and scale out.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.checks import kit
from grader.checks.kit import Candidate, CandidateRaised, check, fail

Ask = Callable[..., Any]
EPSILON = 1e-7
RTOL = 1e-5
CATEGORICAL, SPARSE, BINARY = (
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
    "binary_crossentropy",
)


# --- references


def softmax(logits: np.ndarray) -> np.ndarray:
    z = np.asarray(logits, np.float64)
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def clipped(probabilities: np.ndarray, clip: type[np.floating[Any]] = np.float64) -> np.ndarray:
    """Clipped as in arithmetic of dtype `clip`: 1 - 1e-7 is 1 - 1.19e-7 in float32."""
    p = np.clip(np.asarray(probabilities, clip), clip(EPSILON), clip(1 - EPSILON))
    return p.astype(np.float64)


def categorical(one_hot: np.ndarray, probabilities: np.ndarray) -> float:
    return float(-np.mean(np.sum(one_hot * np.log(clipped(probabilities)), axis=1)))


def sparse(labels: np.ndarray, probabilities: np.ndarray) -> float:
    return float(-np.mean(np.log(clipped(probabilities)[np.arange(len(labels)), labels])))


def binary(labels: np.ndarray, probabilities: np.ndarray, clip: type[np.floating[Any]] = np.float64) -> float:
    y, p = np.asarray(labels, np.float64), clipped(probabilities, clip)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


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
LARGE = [
    np.array([[10000.0, 9999.0, -10000.0]]),
    np.array([[-10000.0, -10000.0]]),
    np.array([[10000.0, 0.0, -10000.0], [-10000.0, 0.0, 10000.0]], np.float32),
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
    """Finite; and right too, where the answer for small logits is right."""
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
        if problem is not None and not np.isfinite(got).all():
            each_row_alone = len(z) > 1 and not isinstance(answers[0], CandidateRaised)
            code = "softmax.one-maximum-for-all" if each_row_alone else "softmax.overflow"
            fail(code, returned=got, **evidence)
        if (
            problem is not None
            and not isinstance(small, CandidateRaised)
            and judge(small, softmax(Z)) is None
        ):
            fail("softmax.clips-logits", message=problem.message, returned=got, **evidence)


# --- cross-entropies: values


@check("categorical")
def categorical_(candidate: Candidate) -> None:
    agree_on_mean(candidate, CATEGORICAL, categorical, rows(one_hot=True))


@check("sparse")
def sparse_(candidate: Candidate) -> None:
    agree_on_mean(candidate, SPARSE, sparse, rows(one_hot=False))


@check("binary")
def binary_(candidate: Candidate) -> None:
    agree_on_mean(candidate, BINARY, binary, columns())


def agree_on_mean(
    candidate: Candidate, function: str, expected: Callable[..., float], arguments: Any
) -> None:
    batches = [batch(function, n, k) for n, k in ((4, 3), (6, 5))]
    kit.agree(
        candidate,
        function,
        arguments=arguments,
        always=[SMALL[function], *batches],
        expected=expected,
        judge=kit.scalar(rtol=RTOL),
        diagnose=lambda ask: diagnose_mean(ask, batches, expected),
        examples=40,
    )


P = np.array([[0.75, 0.25], [0.4, 0.6]])
SMALL = {
    CATEGORICAL: (np.array([[1.0, 0.0], [0.0, 1.0]]), P),
    SPARSE: (np.array([0, 1]), P),
    BINARY: (np.array([1, 0]), np.array([0.75, 0.4])),
}


def batch(function: str, n: int, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Labels and probabilities without regularities that could hide a mistake."""
    random = np.random.default_rng(n)
    p = softmax(random.normal(size=(n, k))).round(2)
    p[:, 0] += 1 - p.sum(axis=1)
    ids = random.permutation(np.arange(n) % k)
    if function == BINARY:
        return ids % 2, p[:, 0].round(2)
    return (np.eye(k, dtype=np.float32)[ids] if function == CATEGORICAL else ids), p


def diagnose_mean(
    ask: Ask, batches: list[tuple[np.ndarray, np.ndarray]], expected: Callable[..., float]
) -> kit.Diagnosis | None:
    answers = [ask(*arguments) for arguments in batches]
    if all(np.size(got) == len(p) for got, (_, p) in zip(answers, batches, strict=True)):
        return "cross-entropy.per-sample", {}
    if not all(
        isinstance(got, int | float | np.number | np.ndarray) and np.size(got) == 1 for got in answers
    ):
        return None
    values = np.array([float(np.ravel(got)[0]) for got in answers])
    ratios = values / [expected(*arguments) for arguments in batches]
    if (ratios < 0).all():
        return "cross-entropy.sign", {}
    if expected is binary and (code := one_term(ask, *batches[0])):
        return code, {}
    return wrong_factor(ratios, batches) or other_formula(values, batches, expected)


def wrong_factor(ratios: np.ndarray, batches: list[tuple[np.ndarray, np.ndarray]]) -> kit.Diagnosis | None:
    """Another average, or another base of the logarithm, or both."""
    n = np.array([len(p) for _, p in batches])
    k = np.array([p.shape[-1] if p.ndim > 1 else 1 for _, p in batches])
    averages = {"": 1.0, "cross-entropy.sum": n, "cross-entropy.mean-over-classes": 1 / k}
    bases = {"": 1.0, "2": 1 / np.log(2), "10": 1 / np.log(10)}
    for (code, average), (base, logarithm) in itertools.product(averages.items(), bases.items()):
        if (code or base) and np.allclose(ratios, average * logarithm, rtol=1e-4):
            return (code, {}) if code else ("cross-entropy.log2", {"base": base})
    return None


def one_term(ask: Ask, labels: np.ndarray, p: np.ndarray) -> str | None:
    """Whether only the probabilities of samples of one label matter."""
    got = ask(labels, p)
    matters = [
        not np.allclose(got, ask(labels, np.where(labels == y, (p + 0.1) / 1.2, p)), rtol=1e-9)
        for y in (0, 1)
    ]
    codes = {
        (False, True): "cross-entropy.only-positive-term",
        (True, False): "cross-entropy.only-negative-term",
    }
    return codes.get((matters[0], matters[1]))


def other_formula(
    values: np.ndarray, batches: list[tuple[np.ndarray, np.ndarray]], expected: Callable[..., float]
) -> kit.Diagnosis | None:
    again = (lambda p: 1 / (1 + np.exp(-p))) if expected is binary else softmax
    if same(values, [expected(y, again(p)) for y, p in batches]):
        return "cross-entropy.softmax-twice", {}
    if expected is categorical and same(values, [categorical(p, y) for y, p in batches]):
        return "cross-entropy.swapped-arguments", {}
    if expected is binary and same(values, [binary(p, y) for y, p in batches]):
        return "cross-entropy.swapped-arguments", {}
    if expected is sparse and same(values, [-np.mean(np.log(p[:, y])) for y, p in batches]):
        return "cross-entropy.picks-columns", {}
    return None


def same(values: np.ndarray, others: list[Any]) -> bool:
    return np.allclose(values, others, rtol=1e-4)


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
    for (p, _), arguments, answer in zip(cases, calls, answers, strict=True):
        got = number(answer)
        evidence: dict[str, Any] = {
            "call": kit.show_call(function, arguments),
            "expected": kit.show(-float(np.log(max(p, EPSILON)))),
        }
        if not np.isfinite(got):
            fail("cross-entropy.log-of-zero", returned=answer, **evidence)
        if np.isfinite(unit) and unit != 0 and not costs(got / unit, arguments, p):
            fail("cross-entropy.other-clipping", returned=answer, **evidence)


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
    if not isinstance(answer, int | float | np.number | np.ndarray) or np.size(answer) != 1:
        problem = kit.scalar()(answer, 0.0)
        fail(problem.code if problem else None, message=problem.message if problem else "", returned=answer)
    return float(np.ravel(answer)[0])


# --- arguments stay as they are


@check("arguments")
def arguments(candidate: Candidate) -> None:
    asked: dict[str, tuple[np.ndarray, ...]] = {"softmax": (Z,)}
    for function in (CATEGORICAL, SPARSE, BINARY):
        labels, p = batch(function, 4, 3)
        p[0] = np.eye(p.shape[-1])[0] if p.ndim > 1 else 1.0  # something to clip
        asked[function] = (labels.astype(np.float64) if function != SPARSE else labels, p)
    for function, values in asked.items():
        if candidate.mutated(function, *values):
            fail("cross-entropy.mutates-input", call=kit.show_call(function, values), function=function)


# --- random arguments


def logits() -> Any:
    from hypothesis import strategies as st

    def of_width(k: int) -> Any:
        rows = st.lists(st.lists(st.integers(-20, 20), min_size=k, max_size=k), min_size=1, max_size=4)
        return rows.map(lambda z: (np.array(z) / 4,))

    return st.integers(2, 5).flatmap(of_width)


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


def columns() -> Any:
    from hypothesis import strategies as st

    sample = st.tuples(st.integers(0, 1), st.integers(1, 19))
    batches = st.lists(sample, min_size=1, max_size=5).map(lambda s: np.array(s, np.float32))
    shapes = st.sampled_from([(-1,), (-1, 1)])
    return st.tuples(batches, shapes).map(lambda b: (b[0][:, 0].reshape(b[1]), b[0][:, 1].reshape(b[1]) / 20))
