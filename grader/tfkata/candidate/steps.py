"""The untrusted side: has a layer or a model that the learner's function returned do what the examiner asks, step by step.

Such an object may be of a class of the learner's own and cannot cross the wire, but what it answers can. What `fit` did is
read from weights: those of the object, or of a model that the function was given. Imports no Keras: the object brought it in.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tfkata.wire.replies import Raised

MAX_STEPS = 64


def performed(
    value: Any,
    arguments: Sequence[Any],
    steps: Sequence[dict[str, Any]],
    described: Callable[[BaseException], Raised],
) -> dict[str, Any]:
    """What came of each step, up to the first that raised. `checks/steps.py` lists the steps.

    Returns:
        {"kind": "model", "layer" or "other", "class_name", "done": [an array, a number, a list of arrays or None],
        "raised": None, or what the next step raised}; nothing is done with what is neither a model nor a layer.
    """
    keras = sys.modules.get("keras")
    found: dict[str, Any] = {"class_name": type(value).__name__, "done": [], "raised": None}
    if keras is None or not isinstance(value, keras.layers.Layer):
        return {"kind": "other", **found}
    for step in steps[:MAX_STEPS]:
        asked = dict(step)
        try:
            found["done"].append(_DO[asked.pop("do")](value, arguments, **asked))
        except Exception as error:  # noqa: BLE001  (any layer of the learner's)
            raised = described(error)
            parts = {"type": raised.type, "message": raised.message, "traceback": raised.traceback}
            return {"kind": _kind(value), **found, "raised": {**parts, "kinds": list(raised.kinds)}}
    return {"kind": _kind(value), **found}


def _kind(value: Any) -> str:
    return "model" if isinstance(value, sys.modules["keras"].Model) else "layer"


def _call(value: Any, _: Sequence[Any], x: np.ndarray, training: bool) -> Any:
    return _array(value(sys.modules["keras"].ops.convert_to_tensor(x), training=training))


def _predict(value: Any, _: Sequence[Any], x: np.ndarray) -> Any:
    """A layer predicts as part of a model."""
    keras = sys.modules["keras"]
    if not isinstance(value, keras.Model):
        inputs = keras.Input(x.shape[1:], dtype=x.dtype.name)
        value = keras.Model(inputs, value(inputs))
    return _array(value.predict(x, batch_size=len(x), verbose=0))


def _evaluate(value: Any, _: Sequence[Any], x: np.ndarray, y: np.ndarray) -> float:
    """The loss."""
    return float(value.evaluate(x, y, batch_size=len(x), verbose=0, return_dict=True)["loss"])


def _compile(value: Any, _: Sequence[Any], loss: str, rate: float) -> None:
    """With plain gradient descent, whose steps are the gradients."""
    optimizer = sys.modules["keras"].optimizers.SGD(rate)
    value.compile(optimizer=optimizer, loss=loss, jit_compile=False)


def _fit(value: Any, _: Sequence[Any], x: np.ndarray, y: np.ndarray) -> None:
    """One epoch of one batch."""
    value.fit(x, y, batch_size=len(x), epochs=1, shuffle=False, verbose=0)


def _weights(value: Any, arguments: Sequence[Any], argument: int | None) -> list[np.ndarray]:
    """Those of the object, or of the model that came as this argument."""
    model = value if argument is None else arguments[argument]
    return [np.asarray(weight) for weight in model.get_weights()]


def _array(output: Any) -> Any:
    """A tensor as an array; None for a list, a dict or whatever else came."""
    if not hasattr(output, "shape"):
        return None
    array = np.asarray(sys.modules["keras"].ops.convert_to_numpy(output))
    return array if array.dtype.kind in "biuf" else array.astype(np.float32)


_DO: dict[str, Callable[..., Any]] = {
    "call": _call,
    "predict": _predict,
    "evaluate": _evaluate,
    "compile": _compile,
    "fit": _fit,
    "weights": _weights,
}
