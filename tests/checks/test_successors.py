"""The table of removed names agrees with the libraries that are installed: old names are gone, new ones are there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from tfkata.checks.removed_names import ARGUMENTS, METHODS, NAMES
from tfkata.checks.successors import Removed, find


def _there(name: str) -> bool:
    """Whether a full name leads to something, by imports and attributes."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
            for part in parts[length:]:
                found = getattr(found, part)
        except (ImportError, AttributeError):
            continue
        return True
    return False


# A module of that name lies there still, and raises as soon as anything in it is used.
_EMPTY = {"keras.optimizers.legacy"}


def test_the_old_names_are_gone() -> None:
    assert [old for old in NAMES if old not in _EMPTY and _there(old)] == []


def test_an_empty_module_refuses_what_is_asked_of_it() -> None:
    import keras

    with pytest.raises((ImportError, AttributeError)) as caught:
        keras.optimizers.legacy.Adam()
    assert find(str(caught.value)) == Removed("name", "keras.optimizers.legacy", "keras.optimizers")


def test_the_new_names_are_there() -> None:
    full = [
        new.lstrip("-")
        for new in NAMES.values()
        if re.match(r"-?(keras|tensorflow|numpy|sklearn|joblib)\b", new)
    ]
    assert [new for new in full if not _there(new)] == []
    others = {new for new in NAMES.values() if new and new.lstrip("-") not in full}
    assert {"model.variables", ".shape", "float"} < others
    import keras

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2)])
    for new in others:
        kind, _, name = new.partition(".")
        if kind == "model":
            assert hasattr(model, name)


def test_methods_of_models_are_gone_and_their_successors_there() -> None:
    import keras

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2)])
    of_models = [old for old in METHODS if old.endswith(("generator", "classes", "proba", "yaml", "states"))]
    assert not any(hasattr(model, old) for old in of_models)
    assert all(hasattr(model, re.split(r"\W", METHODS[old])[0]) for old in of_models if old != "reset_states")


@pytest.mark.parametrize(
    ("layer", "arguments"),
    [
        ("Dense", ["init", "W_regularizer", "b_regularizer", "W_constraint", "b_constraint", "bias"]),
        ("Conv2D", ["border_mode", "subsample", "dim_ordering"]),
        ("LSTM", ["inner_activation", "inner_init", "dropout_W", "dropout_U"]),
    ],
)
def test_layers_refuse_the_old_arguments_and_know_the_new(layer: str, arguments: list[str]) -> None:
    import inspect

    import keras

    kind = getattr(keras.layers, layer)
    for old in arguments:
        sizes = {"filters": 3, "kernel_size": 3} if layer == "Conv2D" else {"units": 3}
        with pytest.raises((ValueError, TypeError)) as caught:
            kind(**sizes, **{old: None})
        assert find(str(caught.value)) == Removed("argument", old, ARGUMENTS[old])
        assert ARGUMENTS[old] in inspect.signature(kind.__init__).parameters


@pytest.mark.parametrize(
    ("line", "old"),
    [
        ("Dense(output_dim=3)", "output_dim"),
        ("Conv2D(nb_filter=3, nb_row=3, nb_col=3)", "nb_filter"),
        ("Dropout(p=0.5)", "p"),
        ("Dense(3, init='uniform')", "init"),
        ("Model(input=keras.Input((2,)), output=2)", "input"),
        ("Adam(lr=0.1)", "lr"),
        ("ModelCheckpoint('a.keras', period=2)", "period"),
        ("to_categorical([1], nb_classes=2)", "nb_classes"),
        ("OneHotEncoder(sparse=False)", "sparse"),
        ("Sequential([Dense(2)]).fit([1], [1], nb_epoch=1)", "nb_epoch"),
        ("SimpleRNN(3, batch_input_shape=(None, 30, 1))", "batch_input_shape"),
        ("GRU(3, return_sequences=True, batch_input_shape=(None, 5, 2))", "batch_input_shape"),
        ("keras.Input(batch_input_shape=(None, 3))", "Input.batch_input_shape"),
        ("LSTM(3, consume_less='gpu')", "consume_less"),
        ("LSTM(3, time_major=True)", "time_major"),
        ("GaussianNoise(sigma=0.1)", "sigma"),
        ("BatchNormalization(mode=0)", "BatchNormalization.mode"),
        ("BatchNormalization(gamma_init='one')", "gamma_init"),
        ("Embedding(5, 3, init='uniform')", "Embedding.init"),
        ("Embedding(5, 3, dropout=0.2)", "Embedding.dropout"),
        ("Dense(3, weights=[1])", "Dense.weights"),
        ("Adam(0.1, schedule_decay=0.004)", "schedule_decay"),
        ("TensorBoard('logs', batch_size=32)", "TensorBoard.batch_size"),
        ("keras.regularizers.l2(l=0.01)", "L2.l"),
        ("keras.utils.load_img('a.png', grayscale=True)", "load_img.grayscale"),
        ("Sequential([Dense(2)]).compile('sgd', 'mse', target_tensors=None)", "target_tensors"),
        ("compiled.evaluate([1], [1], show_accuracy=True)", "show_accuracy"),
        ("Sequential([Dense(2)]).save('a.keras', save_traces=False)", "save_traces"),
        ("tf.reduce_mean([1.0], reduction_indices=[0])", "tensorflow.reduction_indices"),
        ("tf.reduce_sum([[1.0]], 1, keep_dims=True)", "tensorflow.keep_dims"),
        ("tf.argmax([1.0], dimension=0)", "argmax.dimension"),
        ("tf.nn.dropout([1.0], keep_prob=0.5)", "tensorflow.keep_prob"),
        ("tf.image.resize([[[1.0]]], (2, 2), align_corners=True)", "tensorflow.align_corners"),
        ("np.percentile([1.0], 50, interpolation='nearest')", "percentile.interpolation"),
        ("np.quantile([1.0], 0.5, interpolation='lower')", "quantile.interpolation"),
        ("np.histogram([1.0], normed=True)", "histogram.normed"),
        ("plt.hist([1.0], normed=True)", "Rectangle.normed"),
        ("plt.bar(left=[1], height=[2])", "bar.left"),
        ("sklearn.model_selection.StratifiedKFold(n_folds=3)", "n_folds"),
        ("sklearn.metrics.mean_squared_error([1], [1], squared=False)", "mean_squared_error.squared"),
    ],
)
def test_the_libraries_words_lead_to_the_argument(
    line: str, old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    import keras
    import matplotlib.pyplot as plt
    import numpy as np
    import sklearn.metrics
    import sklearn.model_selection
    import sklearn.preprocessing
    import tensorflow as tf

    names = {**vars(keras.layers), **vars(keras.models), **vars(keras.optimizers), **vars(keras.callbacks)}
    names |= {"keras": keras, "to_categorical": keras.utils.to_categorical}
    compiled = keras.Sequential([keras.Input((1,)), keras.layers.Dense(2)])
    compiled.compile("sgd", "mse")
    names |= {"tf": tf, "np": np, "plt": plt, "sklearn": sklearn, "compiled": compiled}
    names |= {"OneHotEncoder": sklearn.preprocessing.OneHotEncoder}
    with pytest.raises((ValueError, TypeError, AttributeError)) as caught:
        eval(line, names)  # noqa: S307  (the lines above)
    found = find(str(caught.value), f'  File "answer.py", line 1, in f\n    {line}\n')
    assert found == Removed("argument", old.rpartition(".")[2], ARGUMENTS[old])


@pytest.mark.parametrize(
    ("line", "old"),
    [
        ("from keras.utils import np_utils", "keras.utils.np_utils"),
        ("from keras.utils.np_utils import to_categorical", "keras.utils.np_utils"),
        ("from tensorflow.keras.layers.experimental import preprocessing", "keras.layers.experimental"),
        (
            "import tensorflow as tf; tf.keras.layers.experimental.preprocessing.Rescaling",
            "keras.layers.experimental",
        ),
        ("from keras.layers.core import Dense", "keras.layers.core"),
        ("from keras.layers.convolutional import Conv2D", "keras.layers.convolutional"),
        ("import keras.backend as K; K.image_dim_ordering()", "keras.backend.image_dim_ordering"),
        ("import keras.backend as K; K.mean([1.0])", "keras.backend.mean"),
        ("import tensorflow as tf; tf.placeholder", "tensorflow.placeholder"),
        ("import tensorflow as tf; tf.Session()", "tensorflow.Session"),
        ("import tensorflow as tf; tf.layers.dense", "tensorflow.layers"),
        ("import tensorflow as tf; tf.train.AdamOptimizer(0.1)", "tensorflow.train.AdamOptimizer"),
        ("from tensorflow.examples.tutorials.mnist import input_data", "tensorflow.examples"),
        ("import numpy as np; np.float", "numpy.float"),
        ("import numpy as np; np.float_", "numpy.float_"),
        ("import numpy as np; np.product([1])", "numpy.product"),
        ("from sklearn.cross_validation import train_test_split", "sklearn.cross_validation"),
        ("from sklearn.metrics import plot_confusion_matrix", "sklearn.metrics.plot_confusion_matrix"),
    ],
)
def test_the_libraries_words_lead_to_the_name(line: str, old: str) -> None:
    with pytest.raises((ImportError, AttributeError)) as caught:
        exec(line, {})  # noqa: S102  (the lines above)
    assert find(str(caught.value)) == Removed("name", old, NAMES[old])


@pytest.mark.parametrize(
    "message",
    [
        "",
        "module 'keras.layers' has no attribute 'Dens'",
        "No module named 'layers'",
        "'dict' object has no attribute 'predict_classes'",
        "shift() got an unexpected keyword argument 'p'",
        "Unrecognized keyword arguments passed to Dense: {'actvation': 'relu'}",
        "Unrecognized keyword arguments passed to Dense: {'mode': 0}",
        "MobileNet() got an unexpected keyword argument 'batch_input_shape'",
        "Got an unexpected keyword argument 'axes'",
        "got an unexpected keyword argument 'squared'",
    ],
)
def test_other_words_lead_nowhere(message: str) -> None:
    assert find(message) is None


def test_an_argument_of_one_function_is_not_taken_for_that_of_another() -> None:
    message = "Got an unexpected keyword argument 'dim'"
    assert find(message, '  File "answer.py", line 3, in f\n    tf.reduce_mean(x, dim=1)\n') is None
    assert find(message, '  File "answer.py", line 3, in f\n    tf.nn.softmax(x, dim=1)\n') is not None
