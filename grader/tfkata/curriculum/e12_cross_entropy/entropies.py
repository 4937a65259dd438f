"""Cross-entropies: references with Keras's conventions, and what a wrong mean or formula gives away.

`tests/curriculum/test_e12_reference.py` holds the references to Keras.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Ask, Mistake, Mistakes

Batch = tuple[np.ndarray, np.ndarray]
Formula = Callable[[np.ndarray, np.ndarray], float]
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


def sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-z)))


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


REFERENCES: dict[str, Formula] = {CATEGORICAL: categorical, SPARSE: sparse, BINARY: binary}

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


# --- what is wrong with a softmax

Z = np.array([[1.0, 2.0, 0.5, -1.0], [0.0, 3.0, 1.5, 1.0], [-0.5, 0.25, 0.0, 2.0]])
SQUARE = Z[:, :3]  # there a missing keepdims is no error yet


def of_square(ask: Ask) -> np.ndarray | None:
    got = ask(SQUARE)
    return got if isinstance(got, np.ndarray) and got.shape == SQUARE.shape else None


def divided_by_other_rows(got: np.ndarray) -> bool:
    """Whether entry (i, j) was divided by the sum of row j: right on the diagonal, reciprocal across it."""
    factors = got / softmax(SQUARE)
    return np.allclose(factors * factors.T, 1) and not np.allclose(factors, 1)


# fmt: off
OF_SOFTMAX = Mistakes(
    Mistake("softmax.column-maximum", lambda got: np.allclose(got, softmax(SQUARE - SQUARE.max(axis=0)))),
    Mistake("softmax.missing-keepdims",
            lambda got: np.allclose(got, softmax(SQUARE - SQUARE.max(axis=1))) or divided_by_other_rows(got)),
    Mistake("softmax.sigmoid", lambda got: np.allclose(got, sigmoid(SQUARE))),
    Mistake("softmax.not-normalized",
            lambda got: any(np.allclose(got, np.exp(z)) for z in (SQUARE, SQUARE - SQUARE.max(axis=1, keepdims=True)))),
    Mistake("softmax.wrong-axis", lambda got: np.allclose(got.sum(axis=0), 1) or np.allclose(got.sum(), 1)),
    look=of_square,
)
# fmt: on


# --- what is wrong with a mean


class Means:
    """What came back for two batches, beside what a formula gives."""

    def __init__(self, function: str, ask: Ask) -> None:
        self.ask, self.asked = ask, batches(function)
        self.answers = [ask(*batch) for batch in self.asked]
        self.values = np.array(
            [np.ravel(got)[0] if kit.count(got) == 1 else np.nan for got in self.answers], float
        )
        self.ratios = self.values / [REFERENCES[function](*batch) for batch in self.asked]
        self.right = same(self.ratios, 1)
        self.samples = np.array([len(p) for _, p in self.asked])
        self.classes = np.array([p.shape[1] if p.ndim > 1 else 2 for _, p in self.asked])

    def per_sample(self) -> bool:
        return all(kit.count(got) == count for got, count in zip(self.answers, self.samples, strict=True))

    def are(self, formula: Formula) -> bool:
        return same(self.values, [formula(*batch) for batch in self.asked])

    def off_by(self, factors: Any) -> bool:
        """By these factors, whatever the base of the logarithm is."""
        return any(same(self.ratios, factors * base) for base in (1, 1 / np.log(2), 1 / np.log(10)))

    def ignores_labels(self) -> bool:
        labels, p = self.asked[1]
        return np.allclose(self.values[1], self.ask(np.roll(labels, 1, axis=0), p), rtol=1e-9)

    def ignores(self, label: int) -> bool:
        """Whether the probabilities of the samples of one label change nothing, and those of the other do."""
        labels, p = self.asked[1]
        moved = [self.ask(labels, np.where(labels == y, (p + 0.1) / 1.2, p)) for y in (label, 1 - label)]
        return [np.allclose(self.values[1], got, rtol=1e-9) for got in moved] == [True, False]

    def of_column(self) -> Any:
        labels, p = self.asked[0]
        return kit.tried(self.ask, labels[:, None], p[:, None])

    def needs_last_class(self) -> bool:
        """Right where the last class occurs; without it the rows may have become too short."""
        labels, p = self.asked[1]
        few = labels < labels.max()
        got = kit.tried(self.ask, labels[few], p[few])
        return kit.count(got) != 1 or not same(np.ravel(got), sparse(labels[few], p[few]))


def same(values: Any, others: Any) -> bool:
    return np.allclose(values, others, rtol=1e-4)


def gives(code: str, formula: Formula) -> Mistake:
    return Mistake(code, lambda m: m.are(formula))


def means(
    function: str, formulas: dict[str, Formula], *right: Mistake, wrong: tuple[Mistake, ...] = ()
) -> Mistakes:
    """What the mean of `function` tells: rows for wrong formulas, for means that are right here, and for wrong ones."""
    return Mistakes(
        Mistake("cross-entropy.per-sample", Means.per_sample),
        Mistake(None, lambda m: np.isnan(m.values).any()),
        *(gives(code, formula) for code, formula in formulas.items()),
        *right,
        Mistake(None, lambda m: m.right),
        Mistake("cross-entropy.sign", lambda m: (m.values < 0).all()),
        Mistake("cross-entropy.ignores-labels", Means.ignores_labels),
        *wrong,
        Mistake("cross-entropy.log2", lambda m: same(m.ratios, 1 / np.log(2)), base="2"),
        Mistake("cross-entropy.log2", lambda m: same(m.ratios, 1 / np.log(10)), base="10"),
        Mistake("cross-entropy.sum", lambda m: m.off_by(m.samples)),
        Mistake("cross-entropy.mean-over-classes", lambda m: m.off_by(1 / m.classes)),
        Mistake("cross-entropy.divided-by-classes", lambda m: m.off_by(m.samples / m.classes)),
        look=lambda ask: Means(function, ask),
    )


def table(labels: np.ndarray, p: np.ndarray) -> float:
    """The mean over all pairs of a label and a probability, n×n of them."""
    return float(np.mean([binary(labels, np.full(len(p), one)) for one in p]))


def binary_terms(y: np.ndarray, p: np.ndarray) -> float:
    return float(-np.mean(np.sum(y * np.log(p) + (1 - y) * np.log(1 - p), axis=1)))


# fmt: off
OF_CATEGORICAL = means(CATEGORICAL, {
    "cross-entropy.softmax-twice": lambda y, p: categorical(y, softmax(p)),
    "cross-entropy.swapped-arguments": lambda y, p: categorical(p, y),
    "cross-entropy.log-of-mean": lambda y, p: float(-np.log(np.mean(np.sum(y * p, axis=1)))),
    "cross-entropy.binary-formula": binary_terms,
})
OF_SPARSE = means(
    SPARSE, {
        "cross-entropy.softmax-twice": lambda y, p: sparse(y, softmax(p)),
        "cross-entropy.log-of-mean": lambda y, p: float(-np.log(np.mean(p[np.arange(len(y)), y]))),
        "cross-entropy.picks-columns": lambda y, p: float(-np.mean(np.log(p[:, y]))),
        "cross-entropy.labels-from-one": lambda y, p: sparse(y - 1, p),
    },
    Mistake("cross-entropy.classes-from-labels", lambda m: m.right and m.needs_last_class()),
)
OF_BINARY = means(
    BINARY, {
        "cross-entropy.softmax-twice": lambda y, p: binary(y, sigmoid(p)),
        "cross-entropy.swapped-arguments": lambda y, p: binary(p, y),
        "cross-entropy.log-of-mean": lambda y, p: float(-np.log(np.mean(np.where(y == 1, p, 1 - p)))),
        "cross-entropy.mean-of-classes": lambda y, p: float(-np.log(p[y == 1]).mean() - np.log(1 - p[y == 0]).mean()) / 2,
        "cross-entropy.swapped-labels": lambda y, p: binary(1 - y, p),
        "cross-entropy.term-sign": lambda y, p: float(-np.mean(y * np.log(p) - (1 - y) * np.log(1 - p))),
    },
    Mistake("cross-entropy.only-flat", lambda m: m.right and isinstance(m.of_column(), kit.CandidateRaised),
            found=lambda m: f"it raises {m.of_column().type_name}"),
    Mistake("cross-entropy.per-sample", lambda m: m.right and kit.count(m.of_column()) == m.samples[0]),
    Mistake("cross-entropy.shape-broadcast",
            lambda m: m.right and kit.count(m.of_column()) == 1 and same(np.ravel(m.of_column()), table(*m.asked[0])),
            found="For arrays of shape (n,) you are right, for (n, 1) you are not"),
    Mistake("cross-entropy.shape-broadcast", lambda m: m.are(table),
            found="One of the two arrays gets an axis that the other does not have"),
    wrong=(
        Mistake("cross-entropy.only-positive-term", lambda m: m.ignores(0)),
        Mistake("cross-entropy.only-negative-term", lambda m: m.ignores(1)),
    ),
)
# fmt: on
