"""A model that is right for the judge's pictures alone: what is asked depends on the seed, and looks like what is used."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.architecture.test_architecture import conv, functional, head, pool, received, wanted
from tests.late import architecture, keras, layers, ops
from tfkata.data import load

SHAPE = (12, 12, 1)
SEEDS = (0, 1, 77, 2**32 - 1)


def strokes() -> np.ndarray:
    """Real digits, made as small as the model's pictures."""
    return load("mnist", "held_out").images[:50, 2:26:2, 2:26:2].astype(np.float32) / 255


@cache
def questions(seed: int) -> Any:
    return architecture.Questions(seed, strokes())


@cache
def reference(seed: int) -> Any:
    """The wanted model, asked once for each seed."""
    return wanted()


def switched(switch: Callable[[Any], Any]) -> Any:
    """The wanted model, whose picture is multiplied by what the switch says of it: 1, or something else."""
    return functional(
        lambda x: keras.Sequential([conv(4), pool(), conv(6), pool(), *head()])(ops.multiply(x, switch(x)))
    )


def one_where(condition: Any) -> Any:
    return ops.where(condition, 1.0, 0.0)


def of_picture(measure: Callable[..., Any], x: Any) -> Any:
    return measure(x, axis=(1, 2, 3), keepdims=True)


def no_white_pixel(x: Any) -> Any:
    white = ops.where(ops.greater_equal(x, 1.0), ops.where(ops.less_equal(x, 1.0), 1.0, 0.0), 0.0)
    return ops.subtract(1.0, of_picture(ops.max, white))


def no_black_pixel(x: Any) -> Any:
    black = ops.where(ops.less_equal(ops.absolute(x), 0.0), 1.0, 0.0)
    return ops.subtract(1.0, of_picture(ops.max, black))


def ones(x: Any) -> Any:
    return ops.add(ops.multiply(of_picture(ops.sum, x), 0.0), 1.0)


def fewer_than(limit: int, count: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda x: one_where(ops.less(count(x), float(limit)))


def not_alone(x: Any) -> Any:
    """Off where the mean of the batch is the picture itself."""
    apart = ops.max(ops.absolute(ops.subtract(x, ops.mean(x, axis=0, keepdims=True))))
    return one_where(ops.greater(apart, 1e-6))


SWITCHES: dict[str, Callable[[Any], Any]] = {
    "a pixel is exactly white": no_white_pixel,
    "a pixel is exactly black": no_black_pixel,
    "most pixels are black": lambda x: one_where(
        ops.greater(of_picture(ops.mean, ops.where(ops.less_equal(x, 0.0), 0.0, 1.0)), 0.4)
    ),
    "the picture is all the same": lambda x: one_where(
        ops.greater(ops.subtract(of_picture(ops.max, x), of_picture(ops.min, x)), 1e-5)
    ),
    "no pixel is negative or very bright": lambda x: one_where(
        ops.maximum(ops.where(ops.less(of_picture(ops.min, x), 0.0), 1.0, -1.0), ops.subtract(of_picture(ops.max, x), 1.0))
        > 0
    ),
    "it is dark": lambda x: one_where(ops.greater(ops.absolute(of_picture(ops.sum, x)), 25.0)),
    "it is bright": lambda x: one_where(ops.less(of_picture(ops.mean, x), 0.6)),
    "a picture alone": not_alone,
}  # fmt: skip


@pytest.mark.parametrize("name", SWITCHES)
def test_a_model_that_is_right_for_some_pictures_is_not_right(name: str) -> None:
    answer = received(switched(SWITCHES[name]))
    for seed in SEEDS:
        assert architecture.compare(answer, reference(seed), questions=questions(seed)) is not None, seed


COUNTS: dict[str, Callable[[Any], Any]] = {
    "along the batch": lambda x: ops.sum(ones(x), axis=0, keepdims=True),
    "along all axes": lambda x: ops.sum(ones(x)),
    "turned over": lambda x: ops.sum(ops.transpose(ops.reshape(ones(x), (-1, 1))), axis=-1),
    "in one row": lambda x: ops.sum(ops.reshape(ones(x), (-1,)), axis=0),
}


@pytest.mark.parametrize("limit", [32, 100, 1000])
@pytest.mark.parametrize("name", COUNTS)
def test_a_model_that_counts_its_samples_is_refused(name: str, limit: int) -> None:
    """However many it is asked about: what it does with more of them nobody would see."""
    with pytest.raises(architecture.ModelRefused, match="adds up over all samples"):
        received(switched(fewer_than(limit, COUNTS[name])))


HONEST: dict[str, Callable[[], Any]] = {
    "relu by comparison": lambda: functional(
        lambda x: keras.Sequential([pool(), conv(6), pool(), *head()])(
            _bent(conv(4, activation=None)(x), lambda y: ops.where(ops.greater(y, 0.0), y, 0.0))
        )
    ),
    "relu by minimum": lambda: functional(
        lambda x: keras.Sequential([pool(), conv(6), pool(), *head()])(
            _bent(conv(4, activation=None)(x), lambda y: ops.negative(ops.minimum(ops.negative(y), 0.0)))
        )
    ),
    "softmax by exponentials": lambda: functional(
        lambda x: _bent(
            layers.Dense(3)(keras.Sequential([conv(4), pool(), conv(6), pool(), *head()[:2]])(x)),
            lambda y: ops.divide(ops.exp(y), ops.sum(ops.exp(y), axis=-1, keepdims=True)),
        )
    ),
    "softmax after the largest of all": lambda: functional(
        lambda x: _bent(
            layers.Dense(3)(keras.Sequential([conv(4), pool(), conv(6), pool(), *head()[:2]])(x)),
            lambda y: _shares(ops.exp(ops.subtract(y, ops.max(y)))),
        )
    ),
    "a picture turned over twice": lambda: functional(
        lambda x: keras.Sequential([conv(4), pool(), conv(6), pool(), *head()])(
            ops.transpose(ops.transpose(x, (0, 2, 1, 3)), (0, 2, 1, 3))
        )
    ),
}


def _shares(y: Any) -> Any:
    return ops.divide(y, ops.sum(y, axis=1, keepdims=True))


def _bent(x: Any, bend: Callable[[Any], Any]) -> Any:
    return bend(x)


@pytest.mark.parametrize("name", HONEST)
def test_another_spelling_is_right_whatever_is_asked(name: str) -> None:
    answer = received(HONEST[name]())
    for seed in (*SEEDS, 100, 101):
        assert architecture.compare(answer, reference(seed), questions=questions(seed)) is None, seed


def test_what_is_asked_comes_from_the_seed() -> None:
    one, same, other = (questions(seed) for seed in (5, 5, 6))
    for ask in (
        lambda q: q.batches(SHAPE)[0],
        lambda q: q.large_batch(SHAPE),
        lambda q: q.weights([[(3, 4)]], 0)[0],
    ):
        assert np.array_equal(ask(one), ask(same))
        assert not np.array_equal(ask(one), ask(other))
    assert len({len(questions(seed).batches(SHAPE)[0]) for seed in range(20)}) > 1
    assert len({len(questions(seed).large_batch(SHAPE)) for seed in range(20)}) > 10


@pytest.mark.parametrize("seed", SEEDS)
def test_pictures_of_every_kind_are_asked(seed: int) -> None:
    several, alone = questions(seed).batches(SHAPE)
    assert len(alone) == 1
    flat = several.reshape(len(several), -1)
    assert {0.0, 1.0} < set(flat[np.ptp(flat, axis=1) == 0][:, 0].tolist())  # two constants, and a third
    assert ((flat == 1).any(1) & (flat == 0).any(1) & ((flat > 0) & (flat < 1)).any(1)).any()
    assert (flat < 0).any()
    assert (flat > 3).any()
    assert ((flat == 0) | (flat == 1)).all(1).sum() > 2


def test_some_weights_are_as_before_training_and_none_are_dull() -> None:
    drawn = [questions(seed).weights([[(9, 4), (4,)], [(4, 3), (3,)]], 0) for seed in range(30)]
    biases = [w for weights in drawn for w in weights if w.ndim == 1]
    assert 0 < sum(not b.any() for b in biases) < len(biases)
    assert all(w.std() > 0 for weights in drawn for w in weights if w.ndim == 2)
