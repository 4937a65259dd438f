"""The arithmetic of drills, held to Keras: every shape and every count of stacks of each level."""

from __future__ import annotations

import random

import pytest

from tfkata import drills
from tfkata.curriculum.d_summary import cells, layers, stacks
from tfkata.drills import parameters, shapes


def built(stack: list[layers.Layer], shape: layers.Shape) -> tuple[list[tuple[int, ...]], list[int]]:
    """Shapes and counts as Keras has them, from the very code that a learner reads."""
    import keras

    names: dict[str, object] = {"keras": keras}
    exec(layers.model_code(stack, shape), names)  # noqa: S102  (our own text)
    model = names["model"]
    outputs = [tuple(layer.output.shape[1:]) for layer in model.layers]  # type: ignore[attr-defined]
    return outputs, [layer.count_params() for layer in model.layers]  # type: ignore[attr-defined]


def agrees(level: int, count: int) -> None:
    chance = random.Random(level)
    for number in range(count):
        stack, shape = stacks.draw(level, chance, lists=number % 2 == 0)
        assert built(stack, shape) == (layers.shapes(stack, shape), layers.counts(stack, shape))


def test_a_few_of_each_level() -> None:
    for level in range(1, 6):
        agrees(level, 4)


@pytest.mark.slow
@pytest.mark.parametrize("level", range(1, 6))
def test_many(level: int) -> None:
    agrees(level, 150)


def test_what_cannot_be_built_is_refused() -> None:
    wide = layers.Layer(layers.CONV, 4, (7, 7))
    with pytest.raises(ValueError, match="larger"):
        layers.shapes([wide, wide], (8, 8, 1))
    with pytest.raises(ValueError, match="image"):
        layers.shapes([layers.Layer(layers.FLATTEN), wide], (8, 8, 1))


SLIPS = [
    (layers.Layer(layers.CONV, 8, (3, 3)), (28, 28, 3), "params.forgets-bias", 216),
    (layers.Layer(layers.CONV, 8, (3, 3)), (28, 28, 3), "params.forgets-channels", 80),
    (layers.Layer(layers.CONV, 8, (3, 3)), (28, 28, 3), "params.kernel-not-squared", 80),
    (layers.Layer(layers.CONV, 8, (3, 3)), (28, 28, 3), "params.forgets-filters", 28),
    (layers.Layer(layers.CONV, 8, (3, 3)), (28, 28, 3), "params.too-few-biases", 217),
    (layers.Layer(layers.DENSE, 10), (20,), "params.bias-per-weight", 400),
    (layers.Layer(layers.DENSE, 10, bias=False), (20,), "params.bias-without-use-bias", 210),
    (layers.Layer(layers.NORM), (4, 4, 8), "params.norm-without-statistics", 16),
    (layers.Layer(layers.DEPTHWISE, 0, (3, 3)), (4, 4, 8), "params.separable-as-convolution", 584),
    (layers.Layer(cells.LSTM, 3), (20, 2), "params.forgets-gates", 18),
    (layers.Layer(cells.LSTM, 3), (20, 2), "params.other-cell", 63),
    (layers.Layer(cells.LSTM, 3), (20, 2), "params.forgets-recurrent", 36),
    (layers.Layer(cells.LSTM, 3), (20, 2), "params.inputs-for-units", 48),
    (layers.Layer(cells.LSTM, 3, both_ways=True), (20, 2), "params.forgets-direction", 72),
    (layers.Layer(cells.GRU, 3), (20, 2), "params.one-bias", 54),
    (layers.Layer(cells.GRU, 3, reset_after=False), (20, 2), "params.ignores-reset-after", 63),
    (layers.Layer(cells.GRU, 3), (20, 2), "params.forgets-bias", 45),
    (layers.Layer(cells.GRU, 3), (20, 2), "params.other-cell", 72),
    (layers.Layer(cells.SIMPLE_RNN, 3, bias=False), (20, 2), "params.bias-without-use-bias", 18),
    (layers.Layer(cells.SIMPLE_RNN, 3), (20, 2), "params.weights-per-step", 360),
    (layers.Layer(layers.EMBEDDING, 8, vocabulary=100), (20,), "params.embedding-bias", 808),
    (layers.Layer(layers.EMBEDDING, 8, vocabulary=100), (20,), "params.embedding-of-the-length", 160),
    (layers.Layer(layers.CONV1D, 8, (5,)), (20, 3), "params.kernel-squared", 608),
    (layers.Layer(layers.CONV1D, 8, (5,)), (20, 3), "params.forgets-kernel", 32),
]
SHAPES = [
    (layers.Layer(layers.CONV1D, 8, (5,), padding="causal"), (20, 3), "shape.causal-shortens", (16, 8)),
    (layers.Layer(layers.CONV1D, 8, (5,), (3,), "causal"), (20, 3), "shape.rounds-down", (6, 8)),
    (layers.Layer(layers.CONV1D, 8, (5,)), (20, 3), "shape.ignores-padding", (20, 8)),
    (layers.Layer(cells.GRU, 6, every_step=True), (20, 3), "sequence.last-state-only", (6,)),
    (layers.Layer(cells.LSTM, 6), (20, 3), "sequence.returns-sequences", (20, 6)),
    (layers.Layer(cells.LSTM, 6, both_ways=True), (20, 3), "shape.bidirectional-keeps-units", (6,)),
    (layers.Layer(layers.EMBEDDING, 8, vocabulary=100), (20,), "shape.embedding-drops-steps", (8,)),
    (layers.Layer(layers.EMBEDDING, 8, vocabulary=100), (20,), "shape.embedding-as-one-hot", (20, 100)),
    (layers.Layer(layers.GLOBAL_MAX1D), (20, 3), "shape.global-pool-keeps-steps", (20,)),
    (layers.Layer(layers.GLOBAL_AVERAGE1D), (20, 3), "shape.global-pool-keeps-axes", (1, 3)),
]


@pytest.mark.parametrize(("layer", "shape", "slip", "count"), SLIPS)
def test_a_slip_counts_as_those_do_who_have_it(
    layer: layers.Layer, shape: layers.Shape, slip: str, count: int
) -> None:
    assert layers.parameters(layer, shape, slip) == count
    assert layers.parameters(layer, shape) != count


@pytest.mark.parametrize(("layer", "shape", "slip", "after"), SHAPES)
def test_a_slip_shapes_as_those_do_who_have_it(
    layer: layers.Layer, shape: layers.Shape, slip: str, after: layers.Shape
) -> None:
    assert layers.shape_after(layer, shape, slip) == after
    assert layers.shape_after(layer, shape) != after


def test_every_layer_of_a_sequence_is_drawn_and_counted_as_keras_counts_it() -> None:
    """Each kind, in both directions, with and without its options: exhaustively, as there are few."""
    plain = [
        layers.Layer(layers.CONV1D, 4, (3,), strides, padding, bias)
        for strides in (None, (2,))
        for padding in ("valid", "same", "causal")
        for bias in (True, False)
    ]
    plain += [
        layers.Layer(kind, 4, bias=bias, every_step=every_step, both_ways=both_ways)
        for kind in cells.CELLS
        for bias in (True, False)
        for every_step in (True, False)
        for both_ways in (True, False)
    ]
    plain += [layers.Layer(cells.GRU, 4, reset_after=False, both_ways=both) for both in (True, False)]
    plain += [layers.Layer(kind, 0, (2,)) for kind in (layers.MAX_POOL1D, layers.AVERAGE_POOL1D)] + [
        layers.Layer(kind) for kind in (layers.GLOBAL_MAX1D, layers.GLOBAL_AVERAGE1D, layers.NORM)
    ]
    for layer in plain:
        stack = [layers.Layer(layers.EMBEDDING, 6, vocabulary=50), layer]
        assert built(stack, (11,)) == (layers.shapes(stack, (11,)), layers.counts(stack, (11,))), layer


def test_every_slip_that_a_family_knows_is_met() -> None:
    """Somebody who has it would be told: among a few hundred drills of all levels."""
    for family, known in (("parameters", parameters.OF_A_LAYER), ("shapes", shapes.OF_A_STACK)):
        met: set[str] = set()
        for seed in range(1000):
            met.update(
                slip.code for level in drills.LEVELS for slip in drills.make(f"{family}:{level}:{seed}").slips
            )
            if met >= set(known):
                break
        assert met >= set(known)
