"""A tiny classifier whose answer is the brightest pixel of an image, and images for which its answers are known."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Described

CLASSES = 4
SHAPE = (2, 3, 1)
BRIGHT, SCALE, OFFSET = 0.9, 5.0, -1.0
BATCH = 32  # the samples that Keras takes at a time when it is not told


@cache
def counts_of(seed: int) -> np.ndarray:
    """A confusion matrix, rows being the truth, in which every usual slip gives another number.

    Each class is found at least once, the last one is among the labels, and micro, macro and weighted F1 and macro
    recall lie apart. There are more than the 32 of one batch.
    """
    base = np.array([[9, 2, 0, 0], [0, 4, 4, 0], [2, 0, 2, 0], [0, 0, 4, 4]])
    rng = np.random.default_rng([seed, 19])
    while True:
        counts = base + rng.integers(0, 3, base.shape) * (rng.random(base.shape) < 0.4)
        hits, true, said = np.diag(counts), counts.sum(1), counts.sum(0)
        per_class = 2 * hits / (true + said)
        averages = [hits.sum() / counts.sum(), per_class.mean(), per_class @ true / true.sum()]
        averages += [(hits / true).mean(), (hits / said).mean()]
        apart = np.abs(np.subtract.outer(averages, averages))[np.triu_indices(len(averages), 1)]
        if apart.min() > 0.01 and 32 < counts.sum() < 48 and not np.array_equal(counts, counts.T):
            return np.asarray(counts)


@cache
def gaps_of(seed: int) -> np.ndarray:
    """A confusion matrix in whose samples classes 1 and 3 neither occur nor are predicted."""
    a, b, c = np.random.default_rng([seed, 20]).permutation([1, 2, 3])
    return np.array([[a, 0, b, 0], [0, 0, 0, 0], [0, 0, c, 0], [0, 0, 0, 0]])


# As many samples as classes, of classes 0 and 1 alone: neither the length nor the largest label tells ids from rows.
FEW = np.array([[1, 1, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0], [0, 0, 0, 0]])
# A single sample, and not of the first class.
ONE_SAMPLE = np.array([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]])
# Every class occurs, and class 2 is never predicted.
UNPREDICTED = np.array([[3, 1, 0, 0], [0, 2, 0, 1], [1, 1, 0, 0], [0, 0, 0, 2]])


def single_of(seed: int) -> tuple[int, np.ndarray]:
    """Class and pixels of the one image that `predict_one` gets; neither class 0 nor 1, which a share could be."""
    rng = np.random.default_rng([seed, 21])
    bright = int(rng.integers(2, CLASSES))
    return bright, draw_image(bright, rng)


@cache
def classifier(head: str) -> Described:
    """The head is the last layer, and not always the second."""
    import keras

    between = [keras.layers.Dropout(0.5)] if head == "linear" else []
    dense = keras.layers.Dense(CLASSES, activation=head)
    model = keras.Sequential([keras.Input(SHAPE), keras.layers.Flatten(), *between, dense])
    model.layers[-1].set_weights([SCALE * np.eye(math.prod(SHAPE), CLASSES), np.full(CLASSES, OFFSET)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=head == "linear")
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return kit.model_argument(model)


def draw_image(bright: int, rng: np.random.Generator, others: tuple[float, float] = (0, 0.5)) -> np.ndarray:
    pixels = rng.uniform(*others, math.prod(SHAPE))
    pixels[bright] = BRIGHT
    return pixels.reshape(SHAPE).astype(np.float32)


def draw_samples(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Images and labels, mixed, for which the confusion matrix is `counts`.

    Every other answer is an unsure one: the largest of the probabilities, and less than a half.
    """
    rng = np.random.default_rng(0)
    pairs = [(i, j) for (i, j), count in np.ndenumerate(counts) for _ in range(count)]
    order = rng.permutation(len(pairs))
    sure, unsure = (0, 0.5), (0.76, 0.85)
    images = np.stack([draw_image(pairs[n][1], rng, unsure if i % 2 else sure) for i, n in enumerate(order)])
    return images, np.array([pairs[n][0] for n in order])


def probabilities(image: np.ndarray) -> np.ndarray:
    """Of each class, by a softmax over the logits."""
    return softmax(SCALE * image.reshape(-1)[:CLASSES].astype(np.float64) + OFFSET)


def softmax(values: np.ndarray) -> np.ndarray:
    powers = np.exp(values - values.max())
    return np.asarray(powers / powers.sum())


def _decisions(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Labels, and the probabilities that the model gives to each class."""
    images, truth = draw_samples(counts)
    return truth, np.array([probabilities(image) for image in images])


def f1_above_a_half(counts: np.ndarray) -> dict[str, float]:
    """The F1 of those who take every class whose probability is above 0.5: none of them, where the model is unsure."""
    truth, outputs = _decisions(counts)
    said, true = outputs > 0.5, np.eye(CLASSES, dtype=bool)[truth]
    hits, both = (said & true).sum(0), said.sum(0) + true.sum(0)
    per_class = 2 * hits / np.maximum(both, 1)
    return {"f1_micro": float(2 * hits.sum() / both.sum()), "f1_macro": float(per_class.mean())}


def first_batch(counts: np.ndarray) -> np.ndarray:
    """The confusion matrix of those who stop after one batch."""
    truth, outputs = _decisions(counts)
    return _table(truth[:BATCH], outputs[:BATCH].argmax(axis=1))


def above_a_half(counts: np.ndarray) -> np.ndarray:
    """That of those who look for the largest among the comparisons with a half."""
    truth, outputs = _decisions(counts)
    return _table(truth, (outputs > 0.5).argmax(axis=1))


def down_the_columns(counts: np.ndarray) -> np.ndarray:
    """That of those who look for the largest along the other axis; of as many samples as classes."""
    truth, outputs = _decisions(counts)
    return _table(truth, outputs.argmax(axis=0))


def _table(truth: np.ndarray, said: np.ndarray) -> np.ndarray:
    return np.bincount(CLASSES * truth + said, minlength=CLASSES**2).reshape(CLASSES, CLASSES)
