"""e12_cross_entropy: softmax and three cross-entropies against the references of `tfkata.curriculum.e12_cross_entropy.entropies`.

The checks of values use probabilities away from 0 and 1; what happens there is for the checks of clipping, which
divide sign, base and scale out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.kit import Answer, Candidate, Function
from tfkata.curriculum.e12_cross_entropy.entropies import (
    BINARY,
    CATEGORICAL,
    EPSILON,
    OF_BINARY,
    OF_CATEGORICAL,
    OF_SOFTMAX,
    OF_SPARSE,
    REFERENCES,
    SMALL,
    SPARSE,
    Batch,
    Z,
    batches,
    binary,
    clipped,
    softmax,
)

RTOL = 1e-5

# --- random arguments


def logits_of(k: int) -> Any:
    rows = st.lists(st.lists(st.integers(-20, 20), min_size=k, max_size=k), min_size=1, max_size=4)
    return rows.map(lambda z: (np.array(z) / 4,))


def samples_of(k: int) -> Any:
    """(class ids, rows of probabilities)."""
    sample = st.tuples(st.lists(st.integers(1, 20), min_size=k, max_size=k), st.integers(0, k - 1))
    return st.lists(sample, min_size=1, max_size=5).map(
        lambda samples: (
            np.array([label for _, label in samples]),
            np.array([np.array(row) / sum(row) for row, _ in samples], np.float32),
        )
    )


def one_hot(batch: Batch) -> Batch:
    ids, p = batch
    return np.eye(p.shape[1], dtype=np.float32)[ids], p


def column(pairs: np.ndarray, shape: tuple[int, ...]) -> Batch:
    return pairs[:, 0].reshape(shape), pairs[:, 1].reshape(shape) / 20


SAMPLES = st.integers(2, 5).flatmap(samples_of)
PAIRS = st.lists(st.tuples(st.integers(0, 1), st.integers(1, 19)), min_size=1, max_size=5)
COLUMNS = st.builds(column, PAIRS.map(lambda p: np.array(p, np.float32)), st.sampled_from([(-1,), (-1, 1)]))


def single(function: str) -> list[Batch]:
    """One sample, in every form: what drops axes of length 1 drops that of the samples, too."""
    labels, p = SMALL[function]
    alone = labels[:1], p[:1]
    return [alone, (alone[0][:, None], alone[1][:, None])] if function == BINARY else [alone]


def cross_entropy(function: str, arguments: Any) -> Function:
    always = [SMALL[function], *batches(function), *single(function)]
    return Function(function, REFERENCES[function], arguments, always, kit.scalar(rtol=RTOL))


softmax_ = Function(
    "softmax",
    softmax,
    arguments=st.integers(2, 5).flatmap(logits_of),
    always=[(np.array([[0.0, 1.0], [2.0, 0.0]]),), (Z,), (Z.astype(np.float32),)],
    judge=kit.array(rtol=RTOL),
)
categorical_ = cross_entropy(CATEGORICAL, SAMPLES.map(one_hot))
sparse_ = cross_entropy(SPARSE, SAMPLES)
binary_ = cross_entropy(BINARY, COLUMNS)


# --- large logits

APART = np.array([[10000.0, 0.0, -10000.0], [-10000.0, 0.0, 10000.0]], np.float32)
LARGE = [
    np.array([[10000.0, 9999.0, -10000.0]]),
    np.array([[-10000.0, -10000.0]]),
    APART,
    np.array([[10000.0, 9999.0], [-10000.0, -9999.0]]),
    np.array([[710.0, 709.0, 0.0]]),
]


def softmax_large(candidate: Candidate) -> None:
    """Finite shares of which the largest logit has the largest; and right, where the answer for small logits is."""
    judge = kit.array(rtol=RTOL, atol=1e-12)
    small, *answers = softmax_.ask_each(candidate, [(Z,), *((z,) for z in LARGE)])
    small_right = not small.raised and judge(small.value, softmax(Z)) is None
    for answer in answers:
        (z,), want = answer.arguments, softmax(*answer.arguments)
        if answer.raised and answer.raised.type_name == "OverflowError":
            answer.fail("softmax.overflow", expected=want)
        problem = judge(answer.value, want)
        if problem is None:
            continue
        if not isinstance(answer.value, np.ndarray):
            answer.insist(problem, expected=want)
        if not finite(answer.value):
            alone = all(finite(softmax_.ask(candidate, row[None]).value) for row in z)
            code = "softmax.one-maximum-for-all" if alone else "softmax.overflow"
            answer.fail(code if small_right else None, message="not every number is finite", expected=want)
        if small_right:
            answer.fail("softmax.clips-logits", message=problem.message, expected=want)
        if z is APART and not orders(answer.value):
            answer.insist(problem, expected=want)


def orders(got: np.ndarray) -> bool:
    """Whether the answer for APART is one of shares, and of each row the largest logit has more than the smallest."""
    if got.shape != APART.shape or got.min() < 0 or got.max() > 1 + RTOL:
        return False
    return bool(got[0, 0] > got[0, 2] and got[1, 2] > got[1, 0])


def finite(answer: Any) -> bool:
    return isinstance(answer, np.ndarray) and bool(np.isfinite(answer).all())


# --- clipping


def clipping(asked: Function, one: Callable[[float, str], Batch]) -> Callable[[Candidate], None]:
    """`one(p, dtype)`: a batch of one sample whose truth got probability p. What p = 0.5 costs is the unit."""

    def run(candidate: Candidate) -> None:
        cases = [(p, dtype) for dtype in ("float64", "float32") for p in (0.5, 0.0, 1.0, 1e-9, 1e-6)]
        answers = asked.ask_each(candidate, [one(*case) for case in cases])
        first, half = answers[0], float(np.log(2))
        unit = number(first) / half
        for (p, _), answer in zip(cases, answers, strict=True):
            got, want = number(answer), -float(np.log(max(p, EPSILON)))
            if not np.isfinite(got):
                answer.fail("cross-entropy.log-of-zero", expected=want)
            if unit == 0:
                first.fail(None, message="a probability of 0.5 costs nothing", expected=half)
            if np.isfinite(unit) and not costs(got / unit, answer.arguments, p):
                if not is_logarithm(unit):
                    first.fail(None, message="the cost of 0.5 is not a logarithm of it", expected=half)
                answer.fail("cross-entropy.other-clipping", expected=want)

    return run


def is_logarithm(unit: float) -> bool:
    """Whether 0.5 costs its logarithm: to any of the usual bases, with either sign, as a mean of 1, 2 or 3 terms.

    What costs something else is another formula, about whose clipping nothing can be said.
    """
    usual = [1 / (terms * base) for terms in (1, 2, 3) for base in (1, np.log(2), np.log(10))]
    return bool(np.isclose(abs(unit), usual, rtol=1e-4).any())


def costs(got: float, arguments: Any, p: float) -> bool:
    """Whether this is what p costs when it is clipped in float64 or in float32."""
    labels, probabilities = arguments
    if probabilities.ndim == 1:
        wanted = [binary(labels, probabilities, clip) for clip in (np.float64, np.float32)]
    else:
        wanted = [-float(np.log(clipped(np.array(p)))) for clip in (np.float64, np.float32)]
    return any(abs(got - want) <= max(RTOL * want, 1e-6) for want in wanted)


def number(answer: Answer) -> float:
    """The one number of an answer for one sample; whether it is wrapped in an array is another check's business."""
    if kit.count(answer.value) != 1:
        answer.insist(kit.scalar()(answer.value, 0.0))
    return float(np.ravel(answer.value)[0])


def sure(function: str) -> Batch:
    """A batch with something to clip."""
    labels, p = batches(function)[0]
    p[0] = np.eye(p.shape[-1])[0] if p.ndim > 1 else 1.0
    return (labels if function == SPARSE else labels.astype(np.float64)), p


def forms(function: str) -> list[Batch]:
    """A single sample, float32, whole numbers for labels; a column, where labels and probabilities may be one."""
    labels, p = sure(function)
    found = [(labels[:1], p[:1]), (labels, p.astype(np.float32)), (labels.astype(np.int32), p)]
    return found + [(y[:, None], q[:, None]) for y, q in found] if function == BINARY else found


ROW = np.array([[0.0, 1.0, 0.0]], np.float32)


def drawn(function: str, n: int, k: int, random: np.random.Generator) -> Batch:
    """Any number of samples and classes; rows that sum to 1, and no probability near 0 or 1 where there is but one."""
    if function == BINARY:
        return random.integers(0, 2, n), random.uniform(0.05, 0.95, n)
    ids = random.integers(0, k, n)
    p = softmax(random.uniform(-1, 1, (n, k)))
    return (ids if function == SPARSE else np.eye(k, dtype=np.float32)[ids]), p


def in_all_forms(function: str, seed: int) -> list[list[Batch]]:
    """Small and large batches of few and many classes, in both dtypes of probabilities; columns, where they may be."""
    random = np.random.default_rng([seed, 12])
    n, k = int(random.integers(70, 200)), int(random.integers(11, 40))
    labels, p = batches(function)[0]
    asked = [drawn(function, *size, random) for size in ((1, 3), (n, 3), (5, k), (k, k), (1, k))]
    forms: list[Batch] = [(y, q.astype(dtype)) for y, q in asked for dtype in ("float64", "float32")]
    forms += [(y.astype(np.int32 if function == SPARSE else np.float32), q) for y, q in forms]
    forms += [(y[:, None], q[:, None]) for y, q in forms] if function == BINARY else []
    return [[(labels, p), *forms]]


def certain(function: str, seed: int) -> list[list[Batch]]:
    """Many samples of which some got no probability for the truth; an answer that clips one sample clips those."""
    random = np.random.default_rng([seed, 13])
    labels, p = drawn(function, int(random.integers(5, 60)), 3, random)
    if function == BINARY:
        one, p[0], labels[0] = (np.array([1]), np.array([0.0])), 0.0, 1
    else:
        ids = labels if function == SPARSE else labels.argmax(axis=1)
        p[:2] = np.eye(3)[(ids[:2] + 1) % 3]
        one = (labels[:1], p[:1])
    forms = [(y, q.astype(dtype)) for y, q in (one, (labels, p)) for dtype in ("float64", "float32")]
    return [[one, *forms, *([(y[:, None], q[:, None]) for y, q in forms] if function == BINARY else [])]]


def logits_in_all_forms(seed: int) -> list[list[tuple[np.ndarray]]]:
    random = np.random.default_rng([seed, 14])
    n, k = int(random.integers(70, 200)), int(random.integers(11, 40))
    tables = [random.normal(size=size) * 3 for size in ((n, 3), (1, 3), (2, k), (k, k), (1, k), (5, 2))]
    return [
        [
            (Z,),
            *(
                (z.astype(dtype),)
                for z in (*tables, tables[0] * 50 + 400, tables[2] * 50 - 400)
                for dtype in ("float64", "float32")
            ),
        ]
    ]


def close_or_tiny() -> kit.Judge:
    """float32 keeps five digits of the difference of two logits, and knows no share below 1e-38."""
    return kit.array(rtol=5e-4, atol=1e-12)


# fmt: off
kit.checks(__name__, {
    "softmax": softmax_.agrees(diagnose=OF_SOFTMAX, examples=40),
    "softmax-large": [softmax_large, softmax_.in_all_forms(logits_in_all_forms, judge=close_or_tiny())],
    "categorical": [categorical_.agrees(diagnose=OF_CATEGORICAL, examples=40), categorical_.in_all_forms(partial(in_all_forms, CATEGORICAL))],
    "sparse": [sparse_.agrees(diagnose=OF_SPARSE, examples=40), sparse_.in_all_forms(partial(in_all_forms, SPARSE))],
    "binary": [binary_.agrees(diagnose=OF_BINARY, examples=40), binary_.in_all_forms(partial(in_all_forms, BINARY))],
    "categorical-clipping": [
        clipping(categorical_, lambda p, dtype: (ROW, np.array([[1 - p, p, 0.0]], dtype))),
        categorical_.in_all_forms(partial(certain, CATEGORICAL)),
    ],
    "sparse-clipping": [
        clipping(sparse_, lambda p, dtype: (np.array([1]), np.array([[1 - p, p, 0.0]], dtype))),
        sparse_.in_all_forms(partial(certain, SPARSE)),
    ],
    "binary-clipping": [
        clipping(binary_, lambda p, dtype: (np.array([1]), np.array([p], dtype))),
        clipping(binary_, lambda p, dtype: (np.array([0]), np.array([1 - p], dtype))),
        binary_.in_all_forms(partial(certain, BINARY)),
    ],
    "arguments": [
        softmax_.leaves_alone((Z,), code="cross-entropy.mutates-input", forms=[(Z[:1],), *((z,) for z in LARGE)]),
        *(asked.leaves_alone(sure(asked.name), code="cross-entropy.mutates-input", forms=forms(asked.name))
          for asked in (categorical_, sparse_, binary_)),
    ],
})
# fmt: on
