"""Do two models compute the same function? The same random weights in both, the same outputs wanted.

In training too: while `measured_dropout` is open, a Dropout layer multiplies by fixed numbers that depend on
its rate and on the place in the sample, instead of by chance, so that its rate and place show in the output.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import keras
import numpy as np
from keras import ops

from tfkata.architecture.graph import Graph

SEED = 20_24
SAMPLES = 6
LARGE = 50_000  # parameters; in a smaller model chance could hide a relu, so it gets more than one try
RTOL, ATOL = 2e-4, 2e-5

Trial = tuple[list[np.ndarray], list[np.ndarray]]  # weights, and what the wanted model makes of them

_known_trials: WeakKeyDictionary[keras.Model, list[Trial]] = WeakKeyDictionary()


class MeasuredDropout(keras.layers.Dropout):  # type: ignore[misc]
    """Dropout without chance: what it does in training depends on its rate and on nothing random."""

    def call(self, inputs: Any, training: bool = False) -> Any:
        if not training or self.rate == 0:
            return inputs
        shape = ops.shape(inputs)
        size = math.prod(shape[1:])
        factors = 1 + self.rate * np.random.default_rng(SEED).uniform(-0.9, 0.9, size)
        return inputs * ops.reshape(ops.convert_to_tensor(factors.astype(np.float32)), (1, *shape[1:]))


@contextmanager
def measured_dropout(*graphs: Graph) -> Iterator[None]:
    """While open, the plain Dropout layers of these graphs are `MeasuredDropout`."""
    plain = {
        id(step.layer): step.layer
        for graph in graphs
        for step in graph.steps
        if type(step.layer) is keras.layers.Dropout and step.layer.noise_shape is None
    }
    try:
        for layer in plain.values():
            layer.__class__ = MeasuredDropout
        yield
    finally:
        for layer in plain.values():
            layer.__class__ = keras.layers.Dropout


def weight_shapes(graph: Graph) -> list[list[tuple[int, ...]]]:
    """The shapes of the weights, layer by layer."""
    return [[tuple(w.shape) for w in layer.weights] for layer in graph.weighted_layers()]


def same_sizes(answer: Graph, wanted: Graph) -> bool:
    """Whether the weights of one fit the other: as many numbers in every variable, in the same order."""
    sizes = [[math.prod(s) for layer in weight_shapes(graph) for s in layer] for graph in (answer, wanted)]
    return sizes[0] == sizes[1]


def same_function(answer: keras.Model, answer_graph: Graph, wanted: keras.Model, wanted_graph: Graph) -> bool:
    """Whether both models give the same outputs, in inference and in training, for the same weights.

    Both models' weights are overwritten. The wanted model's outputs are computed once and kept.
    """
    if not same_sizes(answer_graph, wanted_graph):
        return False
    images = _images(tuple(wanted.input_shape[1:]))
    if wanted not in _known_trials:
        tries = 1 if wanted.count_params() > LARGE else 4
        drawn = [_random_weights(wanted_graph, seed) for seed in range(tries)]
        _known_trials[wanted] = [(w, _outputs(wanted, wanted_graph, w, images)) for w in drawn]
    for weights, expected in _known_trials[wanted]:
        try:
            found = _outputs(answer, answer_graph, weights, images)
        except Exception:  # noqa: BLE001  (a model that cannot be run is not the wanted one)
            return False
        if not all(_close(f, w) for f, w in zip(found, expected, strict=True)):
            return False
    return True


def _outputs(
    model: keras.Model, graph: Graph, weights: list[np.ndarray], images: np.ndarray
) -> list[np.ndarray]:
    variables = [w for layer in graph.weighted_layers() for w in layer.weights]
    for variable, value in zip(variables, weights, strict=True):
        variable.assign(value.reshape(variable.shape))
    tensor = ops.convert_to_tensor(images)
    with measured_dropout(graph):
        # None, not False: a Dropout that was called with training=True shows only then.
        return [np.asarray(model(tensor, training=training)) for training in (None, True)]


def _close(found: np.ndarray, wanted: np.ndarray) -> bool:
    if found.shape != wanted.shape or not np.isfinite(found).all():
        return False
    return np.allclose(found, wanted, rtol=RTOL, atol=ATOL)


def _random_weights(graph: Graph, seed: int) -> list[np.ndarray]:
    """Kernels that keep the size of the signal (small in the head, so that softmax is not saturated), biases."""
    random = np.random.default_rng([SEED, seed])
    arrays = []
    layers = weight_shapes(graph)
    for index, shapes in enumerate(layers):
        for shape in shapes:
            if len(shape) == 1:
                scale = 0.4
            else:
                scale = math.sqrt(2 / math.prod(shape[:-1])) * (0.25 if index == len(layers) - 1 else 1)
            arrays.append(random.normal(0, scale, shape).astype(np.float32))
    return arrays


def _images(shape: tuple[int, ...]) -> np.ndarray:
    """Pixels from 0 to 1, signals of both signs, and large ones: what a clipped or bent activation shows."""
    random = np.random.default_rng(SEED + 1)
    images = random.normal(0, 1, (SAMPLES, *shape))
    images[: SAMPLES // 2] = random.uniform(0, 1, images[: SAMPLES // 2].shape)
    images[-1] *= 6
    return images.astype(np.float32)
