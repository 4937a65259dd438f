"""Errors that many learners meet while they write an answer, by what Keras or NumPy say when they raise them.

The library's words name the place where it gave up, which is seldom the line that has to change. The names lead to texts
as those of misconceptions do; the outcome stays "crashed".
"""

from __future__ import annotations

_FAMILIAR: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Only input tensors may be passed as positional arguments", "built="), "error.layer-not-called"),
    (("must be KerasTensors", "built="), "error.layer-not-called"),
    (("expected min_ndim=4, found ndim=3",), "error.no-channel-axis"),
    (("is not connected to `inputs`",), "error.not-connected"),
    (("Sequential.__init__() takes from 1 to",), "error.layers-without-list"),
    (("Expected `trainable` to be a boolean",), "error.layers-without-list"),
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
    (("save_weights_only=True", "must end in `.weights.h5`"), "error.weights-only-under-this-name"),
    (("No model config found in the file",), "error.weights-are-no-model"),
    (("zero-size array to reduction operation",), "error.nothing-to-reduce"),
    (("attempt to get argm", "of an empty sequence"), "error.nothing-to-reduce"),
    (("need at least one array to",), "error.nothing-to-join"),
    (("cannot reshape array of size 0 into shape",), "error.nothing-to-reshape"),
)


def name_of(message: str) -> str | None:
    """The code of an error by its message, or None where it is no familiar one."""
    return next((code for parts, code in _FAMILIAR if all(part in message for part in parts)), None)
