"""The arithmetic of drills, held to Keras: every shape and every count of stacks of each level."""

from __future__ import annotations

import random

import pytest

from tfkata.curriculum.d_summary import layers, stacks


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
]


@pytest.mark.parametrize(("layer", "shape", "slip", "count"), SLIPS)
def test_a_slip_counts_as_those_do_who_have_it(
    layer: layers.Layer, shape: layers.Shape, slip: str, count: int
) -> None:
    assert layers.parameters(layer, shape, slip) == count
    assert layers.parameters(layer, shape) != count
