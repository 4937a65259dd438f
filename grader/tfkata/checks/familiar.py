"""Errors that many learners meet while they write an answer, by what Python, Keras or NumPy say when they raise them.

Their words name the place where they gave up, which is seldom the line that has to change. The codes lead to texts as those
of misconceptions do; the outcome stays "crashed".
"""

from __future__ import annotations

import importlib.util
import re

from tfkata.checks import counted_arguments, error_patterns, successors
from tfkata.checks.reason import innermost

_FAMILIAR: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Only input tensors may be passed as positional arguments", "built="), "error.layer-not-called"),
    (("must be KerasTensors", "built="), "error.layer-not-called"),
    (("expected min_ndim=4, found ndim=3",), "error.no-channel-axis"),
    (("is not connected to `inputs`",), "error.not-connected"),
    (("Sequential.__init__() takes from 1 to",), "error.layers-without-list"),
    (("Expected `trainable` to be a boolean",), "error.layers-without-list"),
    (("Argument `name` must be a string", "built="), "error.layers-without-list"),
    (("Cannot convert '", "to a shape"), "error.shape-without-brackets"),
    (("Only instances of `keras.Layer` can be added", "<class 'type'>"), "error.layer-without-brackets"),
    (("has never been called and thus has no defined",), "error.sequential-without-input"),
    (("A KerasTensor cannot be used as input to a TensorFlow function",), "error.symbol-outside-keras"),
    (("of layer 'conv2d", "expected axis -1 of input shape to have value"), "error.channels-not-last"),
    (("only supports the NHWC tensor format",), "error.channels-not-last"),
    (("only supports NHWC",), "error.channels-not-last"),
    (("Computed output size would be zero or negative",), "error.shrunk-to-nothing"),
    (("You must call `compile()` before using the model",), "error.not-compiled"),
    (("Argument `output` must have rank (ndim) `target.ndim - 1`",), "error.sparse-loss-on-rows"),
    (("Arguments `target` and `output` must have the same",), "error.labels-unlike-outputs"),
    (("dtype='string' is not a valid dtype",), "error.text-among-numbers"),
    (("Invalid dtype: str",), "library.strings-as-data"),
    (("save_weights_only=True", "must end in `.weights.h5`"), "error.weights-only-under-this-name"),
    (("No model config found in the file",), "error.weights-are-no-model"),
    (("zero-size array to reduction operation",), "error.nothing-to-reduce"),
    (("attempt to get argm", "of an empty sequence"), "error.nothing-to-reduce"),
    (("need at least one array to",), "error.nothing-to-join"),
    (("cannot reshape array of size 0 into shape",), "error.nothing-to-reshape"),
    (("Expected `metrics` argument to be a list",), "library.metrics-without-list"),
    (("Unrecognized data type: x=[",), "library.list-of-arrays"),
    (("Attempt to convert a value (None)", "to a Tensor"), "library.none-for-a-tensor"),
    (("not supported between instances of 'NoneType'",), "library.none-compared"),
    (("'dict' object has no attribute 'history'",), "library.history-is-a-dict"),
    (("'History' object is not subscriptable",), "library.history-is-no-dict"),
    (("The filename must end in `.weights.h5`",), "library.weights-need-their-ending"),
    (("Invalid filepath extension for saving",), "library.save-without-ending"),
    (("Received a label value of", "outside the valid range"), "library.label-outside"),
    (("cannot reshape array of size",), "library.shape-written-out"),
    (("operands could not be broadcast together",), "library.shapes-apart"),
    (("shape mismatch: objects cannot be broadcast",), "library.shapes-apart"),
    (("'NoneType' object has no attribute",), "library.none-has-nothing"),
    (("'NoneType' object is not",), "library.none-has-nothing"),
)

_REMOVED = {
    ("name", True): "library.removed-name",
    ("name", False): "library.removed-name-not-needed",
    ("method", True): "library.removed-method",
    ("argument", True): "library.removed-argument",
    ("argument", False): "library.removed-argument-not-needed",
}
_DATA = frozenset(
    [
        "x",
        "y",
        "X",
        "Y",
        "x_train",
        "y_train",
        "x_test",
        "y_test",
        "X_train",
        "Y_train",
        "X_test",
        "Y_test",
        "x_val",
        "y_val",
        "train",
        "test",
        "train_images",
        "train_labels",
        "test_images",
        "test_labels",
        "val_images",
        "val_labels",
        "images",
        "labels",
        "data",
        "df",
        "dataset",
        "train_data",
        "test_data",
        "train_ds",
        "val_ds",
        "test_ds",
        "features",
        "targets",
        "target",
        "model",
        "history",
        "epochs",
        "batch_size",
        "num_classes",
        "n_classes",
        "img_rows",
        "img_cols",
        "input_shape",
    ]
)
"""Names that cells above a function usually hold in a notebook."""
_IMPORTED = {
    "np": "import numpy as np",
    "numpy": "import numpy",
    "tf": "import tensorflow as tf",
    "tensorflow": "import tensorflow",
    "keras": "import keras",
    "plt": "import matplotlib.pyplot as plt",
    "matplotlib": "import matplotlib",
    "math": "import math",
    "os": "import os",
    "random": "import random",
    "layers": "from keras import layers",
    "models": "from keras import models",
    "optimizers": "from keras import optimizers",
    "losses": "from keras import losses",
    "callbacks": "from keras import callbacks",
    **{
        name: f"from keras.layers import {name}"
        for name in [
            "Input",
            "Dense",
            "Flatten",
            "Conv2D",
            "MaxPooling2D",
            "MaxPool2D",
            "Dropout",
            "Activation",
            "Reshape",
            "Rescaling",
            "BatchNormalization",
        ]
    },
    **{name: f"from keras.models import {name}" for name in ("Sequential", "Model")},
    **{name: f"from keras.callbacks import {name}" for name in ("ModelCheckpoint", "EarlyStopping")},
    **{name: f"from keras.optimizers import {name}" for name in ("Adam", "SGD", "RMSprop")},
    "to_categorical": "from keras.utils import to_categorical",
    "K": "from keras import ops",
    "confusion_matrix": "from sklearn.metrics import confusion_matrix",
    "StandardScaler": "from sklearn.preprocessing import StandardScaler",
    "OneHotEncoder": "from sklearn.preprocessing import OneHotEncoder",
}
_OF_NOTEBOOKS = ("display", "get_ipython", "HTML", "Image")
_OF_JSON = ("null", "true", "false")
_OF_PYTHON_2 = {"xrange": "range", "raw_input": "input", "unicode": "str", "unichr": "chr", "long": "int", "basestring": "str"}  # fmt: skip
_WORDS = frozenset([
    *("relu", "softmax", "sigmoid", "tanh", "elu", "selu", "gelu", "linear", "adam", "sgd", "rmsprop", "adagrad", "adadelta"),
    *("accuracy", "mse", "mae", "categorical_crossentropy", "sparse_categorical_crossentropy", "binary_crossentropy"),
    *("same", "valid", "he_normal", "he_uniform", "glorot_uniform", "val_loss", "val_accuracy", "channels_last", "channels_first"),
])  # fmt: skip
"""Words that Keras wants as strings."""
_DTYPES = ("float16", "float32", "float64", "uint8", "int8", "int16", "int32", "int64")
_UNKNOWN = re.compile(r"^\s*name '(\w+)' is not defined", re.MULTILINE)
_NO_MODULE = re.compile(r"^No module named '(\w+)((?:\.\w+)*)'")
_NO_NAME = re.compile(r"^cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'")
_PACKAGES = frozenset(
    [
        "pandas",
        "seaborn",
        "cv2",
        "PIL",
        "skimage",
        "torch",
        "torchvision",
        "tqdm",
        "plotly",
        "tensorflow_datasets",
        "tensorflow_hub",
        "tensorflow_addons",
        "wandb",
        "google",
        "IPython",
        "ipywidgets",
        "statsmodels",
        "xgboost",
        "lightgbm",
        "jax",
        "nltk",
        "spacy",
        "transformers",
        "imageio",
        "requests",
        "bs4",
        "graphviz",
        "pydot",
        "keras_tuner",
        "kerastuner",
        "tensorboard",
        "keras_cv",
        "keras_nlp",
        "keras_hub",
        "scikeras",
        "mlxtend",
        "imblearn",
        "pytorch_lightning",
        "fastai",
        "theano",
        "h5py",
        "yaml",
        "tf_keras",
        "polars",
        "pyarrow",
        "openpyxl",
        "kaggle",
        "gdown",
    ]
)
"""Packages that people use beside these, and that no exercise needs."""
_WRITES = re.compile(r"\b(?:open|save|savez|to_csv|savefig|makedirs|mkdir|save_weights|dump|ModelCheckpoint|TensorBoard|CSVLogger)\(")  # fmt: skip
_PATHS = (
    re.compile(r"(?:\[Errno \d+\] [^:]*: |unable to open file: name = )'([^']*)'"),
    re.compile(r"^(\S+) not found\.?$"),  # NumPy
    re.compile(r"(?:^|\s)([^\s;:]+)[;:] .*No such file or directory"),  # TensorFlow
    re.compile(r"No such file(?: or directory)?:? '([^']*)'"),
)
"""The path in an error about a file, as Python, h5py and the libraries write it."""
_OF_FILES = ("FileNotFoundError", "PermissionError", "OSError", "IsADirectoryError", "NotADirectoryError", "NotFoundError")  # fmt: skip
_FETCHES = ("load_data", "get_file", "fetch_openml", "fetch_mldata", "urlretrieve", "urlopen", "load_dataset", "tfds.load", "read_data_sets", "download")  # fmt: skip
_NO_NETWORK = ("URL fetch failure", "Name or service not known", "name resolution", "urlopen error", "Network is unreachable", "Connection refused")  # fmt: skip


def named(
    type_name: str, message: str, traceback: str, *, expression: str = ""
) -> tuple[str, dict[str, str]] | None:
    """What stands behind an error of the learner's code: the code of its text and the values of that, or None.

    Args:
        type_name: the class of the error.
        message: its own words.
        traceback: the learner's own part of the traceback: the last line of code is the one that stopped.
        expression: what was being worked out there, whole, where it has more lines than the traceback shows.
    """
    if expression and expression not in traceback:
        traceback = f"{traceback.rstrip()}\n    {expression}"
    found = _named(type_name, message, traceback)
    inner = innermost(message)  # an error in what TensorFlow traces is known by the words that it had before
    return found if found is not None or inner == message else _named(type_name, inner, traceback)


def _named(type_name: str, message: str, traceback: str) -> tuple[str, dict[str, str]] | None:
    removed = successors.find(message, traceback)
    if removed is not None:
        return _REMOVED[removed.kind, bool(removed.now)], removed.values()
    for look in (_unknown_name, _missing_module, _place, _habit):
        found = look(type_name, message, traceback)
        if found is not None:
            return found
    counted = counted_arguments.find(type_name, message)
    if counted is not None:
        return counted
    code = next((code for parts, code in _FAMILIAR if all(part in message for part in parts)), None)
    return (code, {}) if code is not None else error_patterns.find(type_name, message, traceback)


def _unknown_name(type_name: str, message: str, traceback: str) -> tuple[str, dict[str, str]] | None:
    found = _UNKNOWN.search(message) if type_name == "NameError" else None
    if found is None:
        return None
    name = found[1]
    if name in _IMPORTED:
        return "notebook.not-imported", {"name": name, "line": _IMPORTED[name]}
    if name in _OF_NOTEBOOKS:
        return "notebook.only-there", {"name": name}
    if name in _OF_JSON:
        return "notebook.json-as-python", {"name": name}
    if name in _OF_PYTHON_2:
        return "python.of-version-2", {"name": name, "now": _OF_PYTHON_2[name]}
    if name in _DTYPES:
        return "library.dtype-by-itself", {"name": name}
    if name in _WORDS and re.search(rf"=\s*\[?\s*{name}\b(?!\s*\()", traceback.rpartition("File ")[2]):
        return "library.word-without-quotes", {"name": name}
    if name in _DATA:
        return "notebook.other-cell", {"name": name}
    near = [known for known in _IMPORTED if known.lower() == name.lower()]
    return (
        ("library.other-capitals", {"name": name, "near": near[0]})
        if near
        else ("notebook.unknown-name", {"name": name})
    )


def _missing_module(type_name: str, message: str, _: str) -> tuple[str, dict[str, str]] | None:
    if type_name not in ("ModuleNotFoundError", "ImportError"):
        return None
    module, name = _NO_MODULE.match(message), _NO_NAME.match(message)
    if name:
        return "library.no-such-name", {"name": name[1], "module": name[2]}
    if module is None:
        return None
    top, rest = module[1], module[2]
    if (top, rest.split(".")[1:2]) == ("google", ["colab"]):
        return "notebook.only-in-colab", {}
    if rest and importlib.util.find_spec(top) is not None:
        return "library.no-such-module", {"name": f"{top}{rest}", "library": top}
    return ("library.not-installed" if top in _PACKAGES else "library.no-such-file"), {"name": top}


def _place(type_name: str, message: str, traceback: str) -> tuple[str, dict[str, str]] | None:
    """Files and networks: data are handed over, and what is written goes where the exercise says."""
    fetches = any(word in traceback.rpartition("File ")[2] for word in _FETCHES)
    if any(sign in message for sign in _NO_NETWORK) or (
        fetches and ("Errno" in message or "denied" in message)
    ):
        return "notebook.fetches-data", {}
    path = next((found for found in (at.search(message) for at in _PATHS) if found), None)
    if path is None or type_name not in _OF_FILES:
        return None
    writes = _WRITES.search(traceback.rpartition("File ")[2])
    denied = type_name == "PermissionError" or "Read-only" in message
    return ("notebook.writes-elsewhere" if writes and denied else "notebook.no-such-file"), {
        "path": path[1][-80:]
    }


def _habit(type_name: str, message: str, traceback: str) -> tuple[str, dict[str, str]] | None:
    line = traceback.rstrip().rpartition("\n")[0] if type_name == "SyntaxError" else ""
    if type_name == "SystemExit":
        return "notebook.exits", {}
    if type_name == "EOFError" and "reading a line" in message:
        return "notebook.asks-for-input", {}
    if re.search(r"^\s*(?:<{7}|={7}|>{7})", line, re.MULTILINE):
        return "notebook.merge-marks", {}
    magic = re.search(r"^\s*([%!]\s*\w+)", line, re.MULTILINE)
    return ("notebook.magic", {"line": magic[1]}) if magic else None
