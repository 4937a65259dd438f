"""What a model is asked: weights and pictures, drawn from a seed so that no model can know them beforehand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

LARGE = 20.0  # how bright the brightest picture is: a clipped or bent activation shows
SEVERAL = 96  # pictures in a large batch, at most


Shape = tuple[int | None, ...]
"""Of one sample; None where a sequence may have any length."""


@dataclass(frozen=True, eq=False)
class Questions:
    """The questions of one seed. `real` are real pictures, (n, height, width) in 0..1, where there are any."""

    seed: int = 0
    real: np.ndarray | None = None

    def weights(
        self, shapes: list[list[tuple[int, ...]]], trial: int, roles: list[list[str]] | None = None
    ) -> list[np.ndarray]:
        """Kernels that keep the size of the signal (small in the head, so that softmax is not saturated), biases.

        Some layers have a bias of zeros, as they have before they are trained. Where the `roles` of the weights are
        known, those of a recurrent cell are small, since a gate that is wide open or shut hides what is wrong with it.
        """
        random = np.random.default_rng([self.seed, 1, trial])
        arrays = []
        for index, layer in enumerate(shapes):
            bias, head = random.random() < 0.7, index == len(shapes) - 1
            for place, shape in enumerate(layer):
                scale = kernel_scale(shape) * (bias if len(shape) == 1 else 0.25 if head else 1)
                drawn = random.normal(0, scale, shape)
                role = roles[index][place] if roles is not None else ""
                arrays.append(_as_its_role_has_it(drawn, scale, role).astype(np.float32))
        return arrays

    def batches(self, shape: Shape, vocabulary: int | None = None) -> list[np.ndarray]:
        """A batch of pictures or sequences of every kind, and one alone, which may have another length.

        With a vocabulary, a sequence is one of ids of words, with zeros where there are none.
        """
        random = np.random.default_rng([self.seed, 2])
        if vocabulary is not None:
            length = self.closed(shape)[0]
            several = [*_kinds_of_ids(random, length, vocabulary), *_ids(random, 2, length, vocabulary)]
            return [_shuffled(random, [row[None] for row in several]), _ids(random, 1, length, vocabulary)]
        if None in shape:
            return [self.batches(self.closed(shape))[0], self.batches(self.closed(shape, 1))[1]]
        shape = self.closed(shape)
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

    def closed(self, shape: Shape, trial: int = 0) -> tuple[int, ...]:
        """The shape of a sample, where it was left open how long one is."""
        random = np.random.default_rng([self.seed, 6, trial])
        return tuple(int(random.integers(12, 40)) if n is None else n for n in shape)

    def large_batch(self, shape: Shape, vocabulary: int | None = None) -> np.ndarray:
        """A batch as `fit` would take it, of real pictures and constant ones: for a model that could be choosy."""
        random = np.random.default_rng([self.seed, 4])
        shape = self.closed(shape)
        if vocabulary is not None:
            return _ids(random, int(random.integers(40, SEVERAL)), shape[0], vocabulary)
        constant = random.random((8, *[1] * len(shape))) * np.ones(shape)
        return _shuffled(random, [self.pictures(int(random.integers(40, SEVERAL - 8)), shape), constant])

    def pictures(self, count: int, shape: tuple[int, ...]) -> np.ndarray:
        """Real pictures, or drawn ones where there are none of this size."""
        random = np.random.default_rng([self.seed, 5, count])
        if self.real is None or math.prod(self.real.shape[1:]) != math.prod(shape):
            return _drawn(random, count, shape)
        return self.real[random.integers(0, len(self.real), count)].reshape(count, *shape)


def _ids(random: np.random.Generator, count: int, length: int, vocabulary: int) -> np.ndarray:
    """Sequences of ids as they come from a tokenizer: of any length, and zeros behind them."""
    ids = random.integers(1, vocabulary, (count, length))
    ends = random.integers(1, length + 1, (count, 1))
    return np.where(np.arange(length) < ends, ids, 0).astype(np.float32)


def _kinds_of_ids(random: np.random.Generator, length: int, vocabulary: int) -> list[np.ndarray]:
    """Full, padded behind and before, with zeros inside, without any word, with one alone, and the ends of the vocabulary."""
    full, behind, before, inside, single, ends = random.integers(1, vocabulary, (6, length))
    third = max(1, length // 3)
    behind[-third:] = 0
    before[:third] = 0
    inside[random.permutation(length)[:third]] = 0
    inside[0] = inside[-1] = 1
    single[1:] = 0
    ends[:] = random.choice([1, vocabulary - 1], length)
    return [full, behind, before, inside, single, ends, np.zeros(length), np.ones(length)]


def _as_its_role_has_it(drawn: np.ndarray, scale: float, role: str) -> np.ndarray:
    """A variance is positive, and sometimes small; a gate is neither open nor shut."""
    if role == "moving_variance":
        return np.asarray(np.exp(np.clip(drawn / (scale or 1), -2, 2) * 1.5 - 1))
    if role == "embeddings":
        return np.asarray(drawn / scale / 2)
    if role in ("recurrent_input", "recurrent_kernel"):
        return np.asarray(drawn * min(1, 0.4 / scale))
    return drawn


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
