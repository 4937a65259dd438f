"""The errors that have a name still say what they are known by: a release of Keras or NumPy may word them anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tfkata.catalog import texts
from tfkata.checks.familiar import name_of

NOTHING = np.zeros((0, 4, 4))


def layer_not_called(keras: Any) -> None:
    keras.layers.Dense(3)(keras.layers.Flatten())


def layer_not_called_at_the_end(keras: Any) -> None:
    keras.Model(keras.Input((3,)), keras.layers.Dense(3))


def no_channel_axis(keras: Any) -> None:
    keras.Sequential([keras.Input((28, 28)), keras.layers.Conv2D(3, 3)])


def not_connected(keras: Any) -> None:
    keras.Model(keras.Input((3,)), keras.layers.Dense(3)(keras.Input((3,))))


def two_layers_without_list(keras: Any) -> None:
    keras.Sequential(keras.layers.Flatten(), keras.layers.Dense(3))


def four_layers_without_list(keras: Any) -> None:
    keras.Sequential(keras.Input((3,)), *[keras.layers.Dense(3) for _ in range(3)])


def shape_without_brackets(keras: Any) -> None:
    keras.Input(28, 28)


def layer_without_brackets(keras: Any) -> None:
    keras.Sequential([keras.layers.Flatten])


def sequential_without_input(keras: Any) -> None:
    keras.Sequential([keras.Input((3,)), keras.layers.Dense(3)]).input  # noqa: B018


def kernel_larger_than_the_image(keras: Any) -> None:
    keras.layers.Conv2D(3, 5)(keras.Input((4, 4, 1)))


def pooled_once_too_often(keras: Any) -> None:
    keras.layers.MaxPooling2D()(keras.Input((1, 28, 28)))


def symbol_outside_keras(keras: Any) -> None:
    import tensorflow as tf

    tf.nn.relu(keras.Input((3,)))


def _classifier(keras: Any, loss: str, *more: Any) -> Any:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, activation="softmax")])
    model.compile("sgd", loss, *more)
    return model


def not_compiled(keras: Any) -> None:
    keras.Sequential([keras.Input((3,)), keras.layers.Dense(4)]).fit(
        np.ones((2, 3)), np.ones((2, 4)), verbose=0
    )


def sparse_loss_on_rows(keras: Any) -> None:
    _classifier(keras, "sparse_categorical_crossentropy").fit(np.ones((2, 3)), np.eye(4)[:2], verbose=0)


def rows_wanted_and_ids_given(keras: Any) -> None:
    _classifier(keras, "categorical_crossentropy").fit(np.ones((2, 3)), np.array([0, 1]), verbose=0)


def binary_loss_on_ids(keras: Any) -> None:
    _classifier(keras, "binary_crossentropy").fit(np.ones((2, 3)), np.array([0, 1]), verbose=0)


def metrics_without_their_name(keras: Any) -> None:
    model = _classifier(keras, "sparse_categorical_crossentropy", ["accuracy"])
    model.fit(np.ones((2, 3)), np.array([0, 1]), verbose=0)


def weights_only_in_a_file_for_models(keras: Any) -> None:
    keras.callbacks.ModelCheckpoint("best.keras", save_weights_only=True)


def weights_loaded_as_a_model(keras: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/best.weights.h5"
        keras.Sequential([keras.Input((3,)), keras.layers.Dense(4)]).save_weights(path)
        keras.models.load_model(path)


def channel_axis_in_front(keras: Any) -> None:
    keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(3, 3)]).predict(
        np.zeros((2, 1, 28, 28)), verbose=0
    )


def channel_axis_in_front_with_padding(keras: Any) -> None:
    model = keras.Sequential([keras.Input((28, 28, 3)), keras.layers.Conv2D(3, 3, padding="same")])
    model(np.zeros((2, 3, 28, 28), np.float32))


OF_KERAS: list[tuple[Callable[[Any], None], str]] = [
    (layer_not_called, "layer-not-called"),
    (layer_not_called_at_the_end, "layer-not-called"),
    (no_channel_axis, "no-channel-axis"),
    (not_connected, "not-connected"),
    (two_layers_without_list, "layers-without-list"),
    (four_layers_without_list, "layers-without-list"),
    (shape_without_brackets, "shape-without-brackets"),
    (layer_without_brackets, "layer-without-brackets"),
    (sequential_without_input, "sequential-without-input"),
    (channel_axis_in_front, "channels-not-last"),
    (channel_axis_in_front_with_padding, "channels-not-last"),
    (kernel_larger_than_the_image, "shrunk-to-nothing"),
    (pooled_once_too_often, "shrunk-to-nothing"),
    (symbol_outside_keras, "symbol-outside-keras"),
    (not_compiled, "not-compiled"),
    (sparse_loss_on_rows, "sparse-loss-on-rows"),
    (rows_wanted_and_ids_given, "labels-unlike-outputs"),
    (binary_loss_on_ids, "labels-unlike-outputs"),
    (metrics_without_their_name, "text-among-numbers"),
    (weights_only_in_a_file_for_models, "weights-only-under-this-name"),
    (weights_loaded_as_a_model, "weights-are-no-model"),
]
OF_NUMPY: list[tuple[Callable[[], Any], str]] = [
    (NOTHING.max, "nothing-to-reduce"),
    (NOTHING.argmax, "nothing-to-reduce"),
    (lambda: np.stack([]), "nothing-to-join"),
    (lambda: np.concatenate([]), "nothing-to-join"),
    (lambda: NOTHING.reshape(0, 4, -1, 1), "nothing-to-reshape"),
]


@pytest.mark.parametrize(("stumble", "name"), OF_KERAS, ids=lambda part: getattr(part, "__name__", None))
def test_keras_says_what_its_error_is_known_by(stumble: Callable[[Any], None], name: str) -> None:
    import keras

    with pytest.raises((ValueError, TypeError, AttributeError)) as caught:
        stumble(keras)
    assert name_of(str(caught.value)) == f"error.{name}"


@pytest.mark.parametrize(("stumble", "name"), OF_NUMPY)
def test_numpy_says_what_its_error_is_known_by(stumble: Callable[[], Any], name: str) -> None:
    with pytest.raises(ValueError, match=r"array|sequence") as caught:
        stumble()
    assert name_of(str(caught.value)) == f"error.{name}"


def test_other_errors_have_no_name() -> None:
    messages = ["", "division by zero", "expected min_ndim=2, found ndim=1", "Received: <class 'type'>"]
    assert [name_of(message) for message in messages] == [None] * len(messages)


def test_every_name_has_a_text() -> None:
    for _, name in [*OF_KERAS, *OF_NUMPY]:
        assert texts.misconception("e06_dense", f"error.{name}", {})
