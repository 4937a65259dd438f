"""The references of e11 are Keras's shapes and counts, over random layers."""

import random
from typing import Any

import pytest

from tests.late import keras
from tfkata.catalog.solutions import load
from tfkata.curriculum.e11_parameters import layer_arithmetic as e11

SEEDS = range(60)
solution = load("e11_parameters")


def one_or_two(draw: random.Random, most: int) -> int | tuple[int, int]:
    return draw.choice([draw.randint(1, most), (draw.randint(1, most), draw.randint(1, most))])


@pytest.mark.parametrize("seed", SEEDS)
def test_shapes(seed: int) -> None:
    draw = random.Random(seed)
    window, strides, padding = one_or_two(draw, 6), one_or_two(draw, 4), draw.choice(["valid", "same"])
    height, width = draw.randint(6, 60), draw.randint(6, 60)
    image = (None, height, width, 3)
    conv = keras.layers.Conv2D(4, window, strides=strides, padding=padding).compute_output_shape(image)[1:3]
    pool = keras.layers.MaxPooling2D(window, strides=strides, padding=padding).compute_output_shape(image)[
        1:3
    ]
    default = keras.layers.AveragePooling2D(window, padding=padding).compute_output_shape(image)[1:3]
    agrees(conv, "conv2d_shape", e11.shape, height, width, window, strides, padding)
    agrees(pool, "pool_shape", e11.pooled, height, width, window, strides, padding)
    agrees(default, "pool_shape", e11.pooled, height, width, window, None, padding)


@pytest.mark.parametrize("seed", SEEDS)
def test_counts(seed: int) -> None:
    draw = random.Random(seed)
    kernel, use_bias = one_or_two(draw, 7), draw.choice([True, False])
    inputs, units = draw.randint(1, 70), draw.randint(1, 70)
    conv = keras.layers.Conv2D(units, kernel, use_bias=use_bias)
    conv.build((None, 9, 9, inputs))
    dense = keras.layers.Dense(units, use_bias=use_bias)
    dense.build((None, inputs))
    agrees(conv.count_params(), "conv2d_params", e11.conv_count, inputs, units, kernel, use_bias)
    agrees(dense.count_params(), "dense_params", e11.dense_count, inputs, units, use_bias)


def agrees(kerass: Any, function: str, reference: Any, *arguments: Any) -> None:
    assert reference(*arguments) == kerass
    assert solution[function](*arguments) == kerass


def test_the_notes_in_the_statement_have_two_slips() -> None:
    assert e11.shape(28, 28, 3, 1, "same") == (28, 28)
    assert e11.pooled(*e11.pooled(28, 28)) == (7, 7)
    assert 7 * 7 * 64 == 3136 != 7 * 7 * 62
    assert e11.dense_count(3136, 100) == 313_700 != 3136 * 10 + 100
    assert [e11.conv_count(1, 32, 3), e11.conv_count(32, 64, 3), e11.dense_count(100, 10)] == [
        320,
        18_496,
        1_010,
    ]
