"""A model that nobody has called yet has no weights: it is built for the shape that the examiner names, before it is described."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tfkata.candidate.values import to_plain

TABLE = np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 80.0]], np.float32)
OPTIONS = {"weights": True, "built_for": [2]}


def adapted(layers: Any) -> Any:
    layer = layers.Normalization()
    layer.adapt(TABLE)
    return layer


def given(layers: Any) -> Any:
    return layers.Normalization(mean=TABLE.mean(axis=0), variance=TABLE.var(axis=0))


@pytest.mark.parametrize("first", [adapted, given])
@pytest.mark.parametrize("nested", [False, True])
def test_an_unbuilt_model_is_described_with_what_its_layers_have_learned(
    first: Callable[[Any], Any], nested: bool
) -> None:
    import keras

    from tfkata.checks import kit

    parts = [first(keras.layers), keras.layers.Dense(3, activation="relu"), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Sequential(parts)] if nested else parts)
    assert not model.built
    rebuilt = kit.rebuild(to_plain(model, OPTIONS))
    assert rebuilt.input_shape == (None, 2)
    assert np.allclose(rebuilt(TABLE), model(TABLE), atol=1e-6)


def test_a_model_that_has_another_input_stays_as_it_is() -> None:
    import keras

    built = keras.Sequential([keras.Input((5,)), keras.layers.Dense(1)])
    assert to_plain(built, OPTIONS).data["weights"][0].shape == (5, 1)
    unfit = keras.Sequential([keras.layers.Conv2D(1, 3)])
    assert to_plain(unfit, OPTIONS).data["built"] is False
    assert to_plain(keras.Sequential([keras.layers.Dense(1)]), {"weights": True}).data["built"] is False
