"""The untrusted side: tries out what a description alone cannot show, on arrays that the examiner sends.

A custom loss, a lambda or a metric cannot cross the wire, so they are called here and their answers cross.
Imports no Keras: a compiled model brought it in, and any other callable is the learner's own business.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tfkata.candidate.ordinary import is_plain, replaced

MAX_ANSWER = 1000
MOST_STEPS = 64
"""A learning rate may begin at 0, and gradients may be gathered over some batches."""


def probe_callable(function: Callable[..., Any], probes: Sequence[Sequence[Any]]) -> list[np.ndarray | None]:
    """What the function answers to each tuple of arguments, as an array; None where it raises or has no array."""
    return [_attempt(functools.partial(_answer, function, arguments))[0] for arguments in probes]


def probe_compiled(model: Any, probe: dict[str, Any]) -> dict[str, Any]:
    """How a model is compiled, told by what it does.

    Args:
        probe: {"x", "y", "detached": [(labels, outputs), ...]}. Detached outputs are plain arrays: Keras
            cannot look behind them for the logits, so the loss has to take them as they are. And "gradient", if
            the optimizer is to show what it makes of one.

    Returns:
        {"compiled": bool, "optimizer": the name of its class, of Keras's it is derived from, or None, "loss": text, "loss_weights": [text, ...],
        "losses": [value or None], "loss_raised": what the loss raised, or "", "asked": [text for each metric],
        "metrics": {name: value} for x and y, or None, "metrics_raised": what they raised, or "",
        "moved": by how much this gradient moved weights of 0.5, or None,
        "attached": what Keras does not write into a model's configuration, such as "a constraint", or ""}
    """
    optimizer = getattr(model, "optimizer", None)
    found: dict[str, Any] = {
        "compiled": bool(getattr(model, "compiled", False)),
        "optimizer": None if optimizer is None else _kerass_name(type(optimizer)),
        "loss": _text(getattr(model, "loss", None)),
        "loss_weights": _texts(getattr(model, "_compile_loss", None), "_user_loss_weights"),
        "asked": _texts(getattr(model, "_compile_metrics", None), "_user_metrics", "_user_weighted_metrics"),
    }
    if found["compiled"]:
        losses = [_attempt(functools.partial(_loss, model, *pair)) for pair in probe["detached"]]
        found["losses"], found["loss_raised"] = [value for value, _ in losses], losses[0][1]
        metrics = _attempt(functools.partial(_metrics, model, probe["x"], probe["y"]))
        found["metrics"], found["metrics_raised"] = metrics
        if "gradient" in probe:
            found["moved"] = _attempt(functools.partial(_moved, optimizer, probe["gradient"]))[0]
    found["attached"] = attached(model)
    return found


def attached(model: Any) -> str:
    """What was put on a model or its variables besides their configuration, in words; "" where there is nothing."""
    for variable in model.variables:
        for kind in ("constraint", "regularizer"):
            if getattr(variable, kind, None) is not None:
                return f"a {kind}"
        if not is_plain(variable):
            return "variables of another kind"
    method = next(filter(None, map(replaced, (model, *model.layers))), "")
    return f"a method `{method}` of its own" if method else ""


def _moved(optimizer: Any, gradient: np.ndarray) -> np.ndarray:
    """The first step that moves anything, on a variable that is no model's."""
    keras = sys.modules["keras"]
    if optimizer.built:  # for the model's own variables
        optimizer = type(optimizer).from_config(optimizer.get_config())
    variable = keras.Variable(np.full_like(gradient, 0.5))
    for _ in range(MOST_STEPS):
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [variable])
        moved = np.asarray(variable) - np.float32(0.5)
        if moved.any():
            break
    return moved


def _kerass_name(cls: type) -> str:
    """What Keras calls an object of this class: a class of one's own is what it was derived from."""
    known = (base.__name__ for base in cls.__mro__ if base.__module__.split(".")[0] == "keras")
    return next(known, cls.__name__)


def _answer(function: Callable[..., Any], arguments: Sequence[Any]) -> np.ndarray | None:
    answer = np.asarray(function(*arguments))
    return answer if answer.dtype.kind in "biuf" and answer.size <= MAX_ANSWER else None


def _loss(model: Any, labels: np.ndarray, outputs: np.ndarray) -> float:
    tensor = sys.modules["keras"].ops.convert_to_tensor
    return float(model.compute_loss(x=None, y=tensor(labels), y_pred=tensor(outputs)))


def _metrics(model: Any, x: np.ndarray, y: np.ndarray) -> dict[str, float]:
    """What `evaluate` reports, without its loss: a loss that does not fit must not hide the metrics."""
    tensor = sys.modules["keras"].ops.convert_to_tensor
    model.reset_metrics()
    reported = model.compute_metrics(x=None, y=tensor(y), y_pred=model(x, training=False))
    return {str(name): float(value) for name, value in reported.items() if name != "loss"}


def _texts(holder: Any, *attributes: str) -> list[str]:
    """What stood in these arguments of `compile`, as text."""
    lists = [getattr(holder, attribute, None) for attribute in attributes]
    return [_text(item) for some in lists if isinstance(some, list | tuple) for item in some][:20]


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return str(value or "")
    return str(getattr(value, "__name__", "") or type(value).__name__)


def _attempt(action: Callable[[], Any]) -> tuple[Any, str]:
    """What the action returns, or None and what it raised."""
    try:
        return action(), ""
    except Exception as error:  # noqa: BLE001  (a mismatch of loss, metric and labels may raise anything)
        return None, f"{type(error).__name__}: {error}"[:300]
