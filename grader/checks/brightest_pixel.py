"""A tiny classifier whose answer is the brightest pixel of an image, and images for which its answers are known."""

from __future__ import annotations

import math

import numpy as np

from grader.checks import kit
from grader.checks.kit import Described

CLASSES = 4
SHAPE = (2, 3, 1)
BRIGHT, SCALE, OFFSET = 0.9, 5.0, -1.0


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


def logits_of(image: np.ndarray) -> np.ndarray:
    return SCALE * image.reshape(-1)[:CLASSES].astype(np.float64) + OFFSET


def softmax(values: np.ndarray) -> np.ndarray:
    powers = np.exp(values - values.max())
    return np.asarray(powers / powers.sum())


def f1_above_a_half(counts: np.ndarray) -> dict[str, float]:
    """The F1 of those who take every class whose probability is above 0.5: none of them, where the model is unsure."""
    images, truth = draw_samples(counts)
    said = np.array([softmax(logits_of(image)) for image in images]) > 0.5
    true = np.eye(CLASSES, dtype=bool)[truth]
    hits, both = (said & true).sum(0), said.sum(0) + true.sum(0)
    per_class = 2 * hits / np.maximum(both, 1)
    return {"f1_micro": float(2 * hits.sum() / both.sum()), "f1_macro": float(per_class.mean())}
