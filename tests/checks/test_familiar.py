"""The errors that have a name still say what they are known by: a release of Keras or NumPy may word them anew."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tfkata.catalog import texts
from tfkata.checks.familiar import named

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
    assert named(type(caught.value).__name__, str(caught.value), "") == (f"error.{name}", {})


@pytest.mark.parametrize(("stumble", "name"), OF_NUMPY)
def test_numpy_says_what_its_error_is_known_by(stumble: Callable[[], Any], name: str) -> None:
    with pytest.raises(ValueError, match=r"array|sequence") as caught:
        stumble()
    assert named(type(caught.value).__name__, str(caught.value), "") == (f"error.{name}", {})


def _raised(line: str) -> tuple[str, str, str]:
    """What running a line raises: class, words, and the part of the traceback that a candidate would send."""
    try:
        exec(line, {})  # noqa: S102  (the lines below)
    except BaseException as error:  # noqa: BLE001
        return type(error).__name__, str(error), f'  File "answer.py", line 1, in <module>\n    {line}\n'
    raise AssertionError(f"nothing was raised by {line}")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("x_train / 255", "notebook.other-cell"),
        ("model.fit", "notebook.other-cell"),
        ("sequential()", "library.other-capitals"),
        ("df.head()", "notebook.other-cell"),
        ("my_helper(3)", "notebook.unknown-name"),
        ("np.zeros(3)", "notebook.not-imported"),
        ("Sequential([])", "notebook.not-imported"),
        ("plt.plot([1])", "notebook.not-imported"),
        ("display(3)", "notebook.only-there"),
        ("get_ipython().run_line_magic('matplotlib', 'inline')", "notebook.only-there"),
        ('{"cells": [{"execution_count": null}]}', "notebook.json-as-python"),
        ('{"metadata": {"scrolled": true}}', "notebook.json-as-python"),
        ("open('train.csv')", "notebook.no-such-file"),
        ("__import__('numpy').load('data/mnist.npz')", "notebook.no-such-file"),
        ("exit()", "notebook.exits"),
        ("import sys; sys.exit(1)", "notebook.exits"),
        ("raise EOFError('EOF when reading a line')", "notebook.asks-for-input"),
        ("import pandas as pd", "library.not-installed"),
        ("from torch import nn", "library.not-installed"),
        ("import my_helpers", "library.no-such-file"),
        ("from utils import one_hot", "library.no-such-file"),
        ("import numpy.linear", "library.no-such-module"),
        ("from numpy import asfloat", "library.no-such-name"),
        ("None > 0.9", "library.none-compared"),
        ("None.shape", "library.none-has-nothing"),
        ("None[0]", "library.none-has-nothing"),
        ("{}.history", "library.history-is-a-dict"),
        ("import numpy as np; np.zeros(6).reshape(1, 28, 28, 1)", "library.shape-written-out"),
        ("import numpy as np; np.zeros(6) + np.zeros(4)", "library.shapes-apart"),
    ],
)
def test_pythons_words_lead_to_a_text(line: str, code: str) -> None:
    found = named(*_raised(line))
    assert found is not None
    assert found[0] == code
    assert texts.misconception("e06_dense", code, found[1])


@pytest.mark.parametrize(
    ("message", "line", "code"),
    [
        (
            "[Errno 13] Permission denied: '/root/.keras/datasets'",
            "mnist.load_data()",
            "notebook.fetches-data",
        ),
        (
            "URL fetch failure on https://a.b/mnist.npz: None -- Name or service not known",
            "x = get()",
            "notebook.fetches-data",
        ),
        (
            "<urlopen error [Errno -3] Temporary failure in name resolution>",
            "fetch_openml('mnist_784')",
            "notebook.fetches-data",
        ),
        (
            "[Errno 13] Permission denied: '/home/me/out.csv'",
            "open('/home/me/out.csv', 'w')",
            "notebook.writes-elsewhere",
        ),
        (
            "[Errno 30] Read-only file system: '/models'",
            "os.makedirs('/models')",
            "notebook.writes-elsewhere",
        ),
        (
            "[Errno 13] Permission denied: '/home/me/in.csv'",
            "read('/home/me/in.csv')",
            "notebook.no-such-file",
        ),
    ],
)
def test_places_that_are_not_there(message: str, line: str, code: str) -> None:
    kind = "PermissionError" if "denied" in message else "OSError"
    found = named(kind, message, f'  File "answer.py", line 3, in train\n    {line}\n')
    assert found is not None
    assert found[0] == code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("%matplotlib inline", "notebook.magic"),
        ("!pip install keras", "notebook.magic"),
        ("    %time model.fit(x)", "notebook.magic"),
        ("<<<<<<< HEAD", "notebook.merge-marks"),
        ("=======", "notebook.merge-marks"),
        (">>>>>>> 4f2a", "notebook.merge-marks"),
    ],
)
def test_lines_that_are_no_python(line: str, code: str) -> None:
    try:
        compile(f"def f():\n    pass\n{line}\n", "answer.py", "exec")
    except SyntaxError as error:
        found = named(type(error).__name__, str(error), "".join(traceback.format_exception_only(error)))
        assert found is not None
        assert found[0] == code


def test_other_errors_have_no_name() -> None:
    messages = ["", "division by zero", "expected min_ndim=2, found ndim=1", "Received: <class 'type'>"]
    assert [named("ValueError", message, "") for message in messages] == [None] * len(messages)
    syntax = '  File "a.py", line 1\n    x = (1 % 2\n        ^\nSyntaxError: never closed\n'
    assert named("SyntaxError", "'(' was never closed", syntax) == ("python.bracket-open", {})  # and no magic


def test_every_name_has_a_text() -> None:
    for _, name in [*OF_KERAS, *OF_NUMPY]:
        assert texts.misconception("e06_dense", f"error.{name}", {})


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("relu", "    Dense(512, activation=relu),"),
        ("softmax", "    x = layers.Dense(10, activation = softmax)(x)"),
        ("same", "    x = Conv2D(32, 3, padding=same)(x)"),
        ("adam", "    model.compile(optimizer=adam, loss='mse')"),
        ("accuracy", "    model.compile('adam', 'mse', metrics=[accuracy])"),
    ],
)
def test_a_word_without_quotes_is_told_by_its_place(name: str, line: str) -> None:
    told = f'  File "answer.py", line 3, in build_model\n{line}\n'
    message = f"name '{name}' is not defined"
    assert named("NameError", message, told) == ("library.word-without-quotes", {"name": name})


@pytest.mark.parametrize(
    "line", ["    return softmax(logits)", "    p = softmax(logits)", "    x = x + softmax"]
)
def test_a_function_that_is_missing_is_no_word(line: str) -> None:
    told = f'  File "answer.py", line 3, in f\n{line}\n'
    found = named("NameError", "name 'softmax' is not defined", told)
    assert found == ("notebook.unknown-name", {"name": "softmax"})


@pytest.mark.parametrize("message", ["Invalid dtype: str672", "Invalid dtype: str32"])
def test_data_of_strings_are_told(message: str) -> None:
    found = named("ValueError", message, "")
    assert found == ("library.strings-as-data", {})
    assert texts.misconception("e16_train", *found)
    assert texts.misconception_hint("e16_train", found[0])
