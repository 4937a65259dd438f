"""Do two models compute the same function? The same random weights in both, the same outputs wanted.

In training too: while `measured_dropout` is open, a Dropout layer multiplies by fixed numbers that depend on
its rate and on the place in the sample, instead of by chance, so that its rate and place show in the output.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import keras
import numpy as np
from keras import ops

from tfkata.architecture.graph import Graph, cells, weight_role
from tfkata.architecture.questions import Questions

DROPOUT_SEED = 20_24
LARGE = 50_000  # parameters; in a smaller model chance could hide a relu, so it gets more than one try
RTOL, ATOL = 2e-4, 2e-5

ORDINARY = frozenset(
    [
        "Activation",
        "AveragePooling2D",
        "Conv2D",
        "Dense",
        "Dropout",
        "Flatten",
        "MaxPooling2D",
        "ReLU",
        "Softmax",
        "ZeroPadding2D",
    ]
)
# A chain of these and of the ordinary ones cannot look at a sample and decide either; it costs much more to run.
OF_SEQUENCES = frozenset(
    [
        "AveragePooling1D",
        "Bidirectional",
        "Conv1D",
        "Embedding",
        "GRU",
        "GlobalAveragePooling1D",
        "GlobalMaxPooling1D",
        "LSTM",
        "Masking",
        "MaxPooling1D",
        "RNN",
        "SimpleRNN",
        "ZeroPadding1D",
    ]
)
UNTRAINED = OF_SEQUENCES | ORDINARY - {"Dropout"}
"""They do in training what they do otherwise, but for dropout inside a cell."""
# In inference mode None, not False: a Dropout that was called with training=True shows only then.
MODES = (None, True)


@dataclass
class _Trial:
    """The same weights in both models: a batch of pictures in a mode, and what the wanted model makes of it."""

    weights: list[np.ndarray]
    asked: list[tuple[np.ndarray, bool | None]]
    expected: list[np.ndarray]


_known_trials: WeakKeyDictionary[keras.Model, dict[bool, tuple[Questions, list[_Trial]]]] = (
    WeakKeyDictionary()
)


def _measured(layer: Any, inputs: Any, training: bool, shape: tuple[int, ...]) -> Any:
    """What comes out where the numbers of one sample, in this shape, have each a factor of their own."""
    if not training or layer.rate == 0:
        return inputs
    random = np.random.default_rng(DROPOUT_SEED)
    factors = 1 + layer.rate * random.uniform(-0.9, 0.9, math.prod(shape))
    return inputs * ops.reshape(ops.convert_to_tensor(factors.astype(np.float32)), (1, *shape))


class MeasuredDropout(keras.layers.Dropout):  # type: ignore[misc]
    """Dropout without chance: what it does in training depends on its rate and on nothing random."""

    def call(self, inputs: Any, training: bool = False) -> Any:
        return _measured(self, inputs, training, ops.shape(inputs)[1:])


class MeasuredSpatialDropout(keras.layers.SpatialDropout2D):  # type: ignore[misc]
    """One factor for each channel: before an average over all places that is a plain dropout behind it."""

    def call(self, inputs: Any, training: bool = False) -> Any:
        shape = ops.shape(inputs)[1:]
        return _measured(self, inputs, training, (*(1 for _ in shape[:-1]), shape[-1]))


MEASURED: dict[type, type] = {
    keras.layers.Dropout: MeasuredDropout,
    keras.layers.SpatialDropout1D: MeasuredSpatialDropout,
    keras.layers.SpatialDropout2D: MeasuredSpatialDropout,
}


@contextmanager
def measured_dropout(*graphs: Graph) -> Iterator[None]:
    """While open, the plain Dropout layers of these graphs are `MeasuredDropout`, and cells drop nothing: that is asked elsewhere."""
    plain = {
        id(step.layer): (step.layer, type(step.layer))
        for graph in graphs
        for step in graph.steps
        if type(step.layer) in MEASURED and getattr(step.layer, "noise_shape", None) is None
        if getattr(step.layer, "data_format", "channels_last") == "channels_last"
    }
    for cell in (cell for graph in graphs for step in graph.steps for cell in cells(step.layer)):
        cell.dropout = cell.recurrent_dropout = 0.0
    try:
        for layer, kind in plain.values():
            layer.__class__ = MEASURED[kind]
        yield
    finally:
        for layer, kind in plain.values():
            layer.__class__ = kind


def weight_shapes(graph: Graph) -> list[list[tuple[int, ...]]]:
    """The shapes of the weights, layer by layer."""
    return [[tuple(w.shape) for w in layer.weights] for layer in graph.weighted_layers()]


def weight_roles(graph: Graph) -> list[list[str]]:
    """What the weights are for, layer by layer, in Keras's own words: "kernel", "moving_variance"."""
    return [[weight_role(layer, w) for w in layer.weights] for layer in graph.weighted_layers()]


def same_sizes(answer: Graph, wanted: Graph) -> bool:
    """Whether the weights of one fit the other: as many numbers in every variable, in the same order."""
    sizes = [[math.prod(s) for layer in weight_shapes(graph) for s in layer] for graph in (answer, wanted)]
    return sizes[0] == sizes[1]


def is_plain(graph: Graph) -> bool:
    """Whether it is a chain of ordinary layers: nothing in it can look at a picture and decide what to do with it."""
    known = ORDINARY | OF_SEQUENCES | {"BatchNormalization", "GlobalAveragePooling2D"}
    return graph.linear and all(step.kind in known for step in graph.steps)


def is_recurrent(graph: Graph) -> bool:
    return any(cells(step.layer) for step in graph.steps)


def same_function(
    answer: keras.Model, answer_graph: Graph, wanted: keras.Model, wanted_graph: Graph, questions: Questions
) -> bool:
    """Whether both models give the same outputs, in inference and in training, for the same weights.

    Both models' weights are overwritten. The wanted model's outputs are computed once and kept. A model that is
    more than a chain of ordinary layers is asked more: it could be right for some pictures, or for some batches.
    """
    if not same_sizes(answer_graph, wanted_graph):
        return False
    run = _runner(answer, answer_graph)
    for trial in _trials(wanted, wanted_graph, questions, thorough=not is_plain(answer_graph)):
        try:
            found = _outputs(run, answer_graph, trial.weights, trial.asked)
        except Exception:  # noqa: BLE001  (a model that cannot be run is not the wanted one)
            return False
        if not all(map(_close, found, trial.expected)):
            return False
    return True


def _trials(wanted: keras.Model, graph: Graph, questions: Questions, *, thorough: bool) -> list[_Trial]:
    known = _known_trials.setdefault(wanted, {})
    if thorough not in known or known[thorough][0] is not questions:
        shape, vocabulary = tuple(wanted.input_shape[1:]), graph.vocabulary
        several, alone = questions.batches(shape, vocabulary)
        asked: list[tuple[np.ndarray, bool | None]] = [*((several, mode) for mode in MODES), (alone, None)]
        if thorough:
            large = questions.large_batch(shape, vocabulary)
            asked += [(large, mode) for mode in MODES]
        count = 1 if wanted.count_params() > LARGE and not thorough else 2 if is_recurrent(graph) else 4
        trials = []
        run = _runner(wanted, graph)
        for number in range(count):
            weights = questions.weights(weight_shapes(graph), number, weight_roles(graph))
            trials.append(_Trial(weights, asked, _outputs(run, graph, weights, asked)))
        known[thorough] = questions, trials
    return known[thorough][1]


Run = Callable[[np.ndarray, bool | None], np.ndarray]


def _runner(model: keras.Model, graph: Graph) -> Run:
    """How a model is run: step after step of a sequence, one by one, would take a hundred times as long untraced."""

    def run(batch: np.ndarray, mode: bool | None) -> np.ndarray:
        return np.asarray(model(ops.convert_to_tensor(batch), training=mode))

    if not is_recurrent(graph):
        return run
    import tensorflow as tf

    @cache
    def traced(mode: bool | None, kind: Any) -> Any:
        spec = tf.TensorSpec((None, *model.input_shape[1:]), kind)
        return tf.function(lambda batch: model(batch, training=mode), [spec])

    return lambda batch, mode: np.asarray(traced(mode, batch.dtype)(batch))


def _outputs(
    run: Run,
    graph: Graph,
    weights: list[np.ndarray],
    asked: list[tuple[np.ndarray, bool | None]],
) -> list[np.ndarray]:
    variables = [w for layer in graph.weighted_layers() for w in layer.weights]
    changing = [(v, w) for v, w in zip(variables, weights, strict=True) if not v.trainable]
    for variable, value in zip(variables, weights, strict=True):
        variable.assign(value.reshape(variable.shape))
    alike = all(step.kind in UNTRAINED for step in graph.steps)
    found: dict[tuple[int, bool | None], np.ndarray] = {}
    batches = [(batch, None if alike else mode) for batch, mode in asked]
    with measured_dropout(graph):
        for batch, mode in batches:
            if (id(batch), mode) in found:
                continue
            found[id(batch), mode] = run(batch, mode)
            for variable, value in changing:  # statistics of a batch that was only asked about
                variable.assign(value.reshape(variable.shape))
    return [found[id(batch), mode] for batch, mode in batches]


def _close(found: np.ndarray, wanted: np.ndarray) -> bool:
    if found.shape != wanted.shape or not np.isfinite(found).all():
        return False
    return np.allclose(found, wanted, rtol=RTOL, atol=ATOL)
