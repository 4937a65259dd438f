"""What a model is asked: weights and pictures, drawn from a seed so that no model can know them beforehand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

LARGE = 20.0  # how bright the brightest picture is: a clipped or bent activation shows
SEVERAL = 96  # pictures in a large batch, at most


@dataclass(frozen=True, eq=False)
class Questions:
    """The questions of one seed. `real` are real pictures, (n, height, width) in 0..1, where there are any."""

    seed: int = 0
    real: np.ndarray | None = None

    def weights(self, shapes: list[list[tuple[int, ...]]], trial: int) -> list[np.ndarray]:
        """Kernels that keep the size of the signal (small in the head, so that softmax is not saturated), biases.

        Some layers have a bias of zeros, as they have before they are trained.
        """
        random = np.random.default_rng([self.seed, 1, trial])
        arrays = []
        for index, layer in enumerate(shapes):
            bias, head = random.random() < 0.7, index == len(shapes) - 1
            for shape in layer:
                scale = kernel_scale(shape) * (bias if len(shape) == 1 else 0.25 if head else 1)
                arrays.append(random.normal(0, scale, shape).astype(np.float32))
        return arrays

    def batches(self, shape: tuple[int, ...]) -> list[np.ndarray]:
        """A batch of pictures of every kind, and one picture alone."""
        random = np.random.default_rng([self.seed, 2])
        real = self.pictures(4, shape)
        several = [
            random.random((int(random.integers(1, 4)), *shape)),  # as many as nobody knows
            random.normal(0, 1, (1, *shape)),
            random.normal(0, LARGE / 3, (1, *shape)),
            random.integers(0, 2, (1, *shape)),
            _drawn(random, 1, shape),
            real[:1],
            np.round(real[1:2]),
            real[2:3] * LARGE,
            *(np.full((1, *shape), value) for value in (0.0, 1.0, random.random())),
        ]
        return [_shuffled(random, several), real[3:4].astype(np.float32)]

    def large_batch(self, shape: tuple[int, ...]) -> np.ndarray:
        """A batch as `fit` would take it, of real pictures and constant ones: for a model that could be choosy."""
        random = np.random.default_rng([self.seed, 4])
        constant = random.random((8, *[1] * len(shape))) * np.ones(shape)
        return _shuffled(random, [self.pictures(int(random.integers(40, SEVERAL - 8)), shape), constant])

    def pictures(self, count: int, shape: tuple[int, ...]) -> np.ndarray:
        """Real pictures, or drawn ones where there are none of this size."""
        random = np.random.default_rng([self.seed, 5, count])
        if self.real is None or math.prod(self.real.shape[1:]) != math.prod(shape):
            return _drawn(random, count, shape)
        return self.real[random.integers(0, len(self.real), count)].reshape(count, *shape)


def _drawn(random: np.random.Generator, count: int, shape: tuple[int, ...]) -> np.ndarray:
    """Pictures as real ones are: many pixels exactly 0, some exactly 1, and a black edge."""
    drawn = np.clip(random.random((count, *shape)) * 3 - 1.5, 0, 1)
    drawn[:, : shape[0] // 4] = 0
    return np.asarray(drawn)


def kernel_scale(shape: tuple[int, ...]) -> float:
    """How widely weights of this shape are to be drawn."""
    return 0.4 if len(shape) == 1 else math.sqrt(2 / math.prod(shape[:-1]))


def _shuffled(random: np.random.Generator, parts: list[Any]) -> np.ndarray:
    batch = np.concatenate(parts).astype(np.float32)
    return batch[random.permutation(len(batch))]
