"""Cross-entropies: references with Keras's conventions, and what a wrong mean or formula gives away.

`tests/curriculum/test_e12_reference.py` holds the references to Keras.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from tfkata.checks import kit

Ask = Callable[..., Any]
Batch = tuple[np.ndarray, np.ndarray]
Diagnosis = kit.Diagnosis | None
EPSILON = 1e-7
CATEGORICAL, SPARSE, BINARY = (
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
    "binary_crossentropy",
)


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


REFERENCES: dict[str, Callable[..., float]] = {CATEGORICAL: categorical, SPARSE: sparse, BINARY: binary}

# --- batches to ask about

P = np.array([[0.75, 0.25], [0.4, 0.6]])
SMALL = {
    CATEGORICAL: (np.array([[1.0, 0.0], [0.0, 1.0]]), P),
    SPARSE: (np.array([0, 1]), P),
    BINARY: (np.array([1, 0]), np.array([0.75, 0.4])),
}


def batches(function: str) -> list[Batch]:
    """Labels and probabilities without regularities that could hide a mistake: 4 samples of 3 classes, 6 of 5."""
    return [batch(function, 4, 3), batch(function, 6, 5)]


def batch(function: str, n: int, k: int) -> Batch:
    random = np.random.default_rng(n)
    p = softmax(random.normal(size=(n, k))).round(2)
    p[:, 0] += 1 - p.sum(axis=1)
    ids = random.permutation(np.arange(n) % k)
    if function == BINARY:
        return ids % 2, p[:, 0].round(2)
    return (np.eye(k, dtype=np.float32)[ids] if function == CATEGORICAL else ids), p


# --- what is wrong with a mean


def diagnose_mean(ask: Ask, function: str) -> Diagnosis:
    asked = batches(function)
    answers = [ask(*arguments) for arguments in asked]
    if all(kit.count(got) == len(p) for got, (_, p) in zip(answers, asked, strict=True)):
        return "cross-entropy.per-sample", {}
    if not all(is_number(got) for got in answers):
        return None
    values = np.array([float(np.ravel(got)[0]) for got in answers])
    wanted = np.array([REFERENCES[function](*arguments) for arguments in asked])
    for code, formulas in WRONG.items():
        if function in formulas and same(values, [formulas[function](*arguments) for arguments in asked]):
            return code, {}
    if same(values, wanted):
        return diagnose_columns(ask) if function == BINARY else narrow(ask, function)
    if function == BINARY and same(values, [table(*arguments) for arguments in asked]):
        return "cross-entropy.shape-broadcast", {
            "found": "One of the two arrays gets an axis that the other does not have"
        }
    if (values < 0).all():
        return "cross-entropy.sign", {}
    if (found := unused(ask, function)) is not None:
        return found, {}
    return wrong_factor(values / wanted, asked)


def is_number(value: Any) -> bool:
    return kit.count(value) == 1


def same(values: np.ndarray, others: Any) -> bool:
    return np.allclose(values, others, rtol=1e-4)


def wrong_factor(ratios: np.ndarray, asked: list[Batch]) -> Diagnosis:
    """Another average, or another base of the logarithm, or both. The binary formula has two terms."""
    n = np.array([len(p) for _, p in asked])
    k = np.array([p.shape[-1] if p.ndim > 1 else 2 for _, p in asked])
    averages = {"": 1.0, "cross-entropy.sum": n, "cross-entropy.mean-over-classes": 1 / k}
    averages |= {"cross-entropy.divided-by-classes": n / k}
    bases = {"": 1.0, "2": 1 / np.log(2), "10": 1 / np.log(10)}
    for (code, average), (base, logarithm) in itertools.product(averages.items(), bases.items()):
        if (code or base) and same(ratios, average * logarithm):
            return (code, {}) if code else ("cross-entropy.log2", {"base": base})
    return None


def unused(ask: Ask, function: str) -> str | None:
    """Whether the labels, or the probabilities of the samples of one label, change nothing."""
    labels, p = batches(function)[1]
    got = ask(labels, p)
    if not is_number(got):
        return None
    if np.allclose(got, ask(np.roll(labels, 1, axis=0), p), rtol=1e-9):
        return "cross-entropy.ignores-labels"
    if function != BINARY:
        return None
    matters = [
        not np.allclose(got, ask(labels, np.where(labels == y, (p + 0.1) / 1.2, p)), rtol=1e-9)
        for y in (0, 1)
    ]
    if matters[0] == matters[1]:
        return None
    return "cross-entropy.only-positive-term" if matters[1] else "cross-entropy.only-negative-term"


def diagnose_columns(ask: Ask) -> Diagnosis:
    """Right for (n,), so something must go wrong for (n, 1)."""
    labels, p = batches(BINARY)[0]
    try:
        got = ask(labels[:, None], p[:, None])
    except kit.CandidateRaised as raised:
        return "cross-entropy.only-flat", {"found": f"it raises {raised.type_name}"}
    if kit.count(got) == len(p):
        return "cross-entropy.per-sample", {}
    found = {"found": "For arrays of shape (n,) you are right, for (n, 1) you are not"}
    broadcast = is_number(got) and same(np.ravel(got), table(labels, p))
    return ("cross-entropy.shape-broadcast", found) if broadcast else None


def narrow(ask: Ask, function: str) -> Diagnosis:
    """Right where the last class occurs; without it the rows may have become too short."""
    if function != SPARSE:
        return None
    labels, p = batches(SPARSE)[1]
    few = labels < labels.max()
    try:
        got = ask(labels[few], p[few])
    except kit.CandidateRaised:
        return "cross-entropy.classes-from-labels", {}
    right = is_number(got) and same(np.ravel(got), sparse(labels[few], p[few]))
    return None if right else ("cross-entropy.classes-from-labels", {})


def table(labels: np.ndarray, p: np.ndarray) -> float:
    """The mean over all pairs of a label and a probability, n×n of them."""
    return float(np.mean([binary(labels, np.full(len(p), one)) for one in p]))


def sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-z)))


def binary_terms(y: np.ndarray, p: np.ndarray) -> float:
    return float(-np.mean(np.sum(y * np.log(p) + (1 - y) * np.log(1 - p), axis=1)))


# What a wrong formula gives, for the functions in which it is a likely one.
WRONG: dict[str, dict[str, Callable[..., float]]] = {
    "cross-entropy.softmax-twice": {
        CATEGORICAL: lambda y, p: categorical(y, softmax(p)),
        SPARSE: lambda y, p: sparse(y, softmax(p)),
        BINARY: lambda y, p: binary(y, sigmoid(p)),
    },
    "cross-entropy.swapped-arguments": {
        CATEGORICAL: lambda y, p: categorical(p, y),
        BINARY: lambda y, p: binary(p, y),
    },
    "cross-entropy.log-of-mean": {
        CATEGORICAL: lambda y, p: float(-np.log(np.mean(np.sum(y * p, axis=1)))),
        SPARSE: lambda y, p: float(-np.log(np.mean(p[np.arange(len(y)), y]))),
        BINARY: lambda y, p: float(-np.log(np.mean(np.where(y == 1, p, 1 - p)))),
    },
    "cross-entropy.binary-formula": {CATEGORICAL: binary_terms},
    "cross-entropy.picks-columns": {SPARSE: lambda y, p: float(-np.mean(np.log(p[:, y])))},
    "cross-entropy.labels-from-one": {SPARSE: lambda y, p: sparse(y - 1, p)},
    "cross-entropy.mean-of-classes": {
        BINARY: lambda y, p: float(-np.log(p[y == 1]).mean() - np.log(1 - p[y == 0]).mean()) / 2
    },
    "cross-entropy.swapped-labels": {BINARY: lambda y, p: binary(1 - y, p)},
    "cross-entropy.term-sign": {
        BINARY: lambda y, p: float(-np.mean(y * np.log(p) - (1 - y) * np.log(1 - p)))
    },
}
