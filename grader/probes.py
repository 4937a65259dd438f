"""The untrusted side: tries out what a description alone cannot show, on arrays that the examiner sends.

A custom loss, a lambda or a metric cannot cross the wire, so they are called here and their answers cross.
Imports no Keras: what is probed belongs to it, or is the learner's own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


def probe_callable(function: Callable[..., Any], probes: Sequence[Sequence[Any]]) -> list[np.ndarray | None]:
    """What the function answers to each tuple of arguments, as an array; None where it raises or has no array."""
    return [_attempt(functools.partial(_answer, function, arguments)) for arguments in probes]


def probe_compiled(model: Any, probe: dict[str, Any]) -> dict[str, Any]:
    """How a model is compiled, by what it does.

    Args:
        probe: {"x", "y", "detached": [(labels, outputs), ...]}. Detached outputs are plain arrays: Keras
            cannot look behind them for the logits, so the loss has to take them as they are.

    Returns:
        {"compiled": bool, "optimizer": class name or None, "loss": text, "metrics": {name: value} or None,
        "losses": [value or None], "raised": what evaluating raised, or ""}
    """
    optimizer = getattr(model, "optimizer", None)
    found: dict[str, Any] = {
        "compiled": bool(getattr(model, "compiled", False)),
        "optimizer": None if optimizer is None else type(optimizer).__name__,
        "loss": _loss_text(getattr(model, "loss", None)),
        "metrics": None,
        "losses": [],
        "raised": "",
    }
    if found["compiled"]:
        model.run_eagerly = True  # tracing a graph would take ten times as long as evaluating
        found["losses"] = [_attempt(functools.partial(_detached, model, *pair)) for pair in probe["detached"]]
        try:
            reported = model.evaluate(
                probe["x"], probe["y"], batch_size=len(probe["x"]), verbose=0, return_dict=True
            )
            found["metrics"] = {str(name): float(value) for name, value in reported.items()}
        except Exception as error:  # noqa: BLE001  (a mismatch of loss, metric and labels may raise anything)
            found["raised"] = f"{type(error).__name__}: {error}"[:300]
    return found


def _answer(function: Callable[..., Any], arguments: Sequence[Any]) -> np.ndarray | None:
    answer = np.asarray(function(*arguments))
    return answer if answer.dtype.kind in "biuf" and answer.size < 1000 else None


def _detached(model: Any, labels: np.ndarray, outputs: np.ndarray) -> float:
    return float(model.compute_loss(x=None, y=labels, y_pred=outputs))


def _loss_text(loss: Any) -> str:
    if loss is None or isinstance(loss, str):
        return str(loss or "")
    return str(getattr(loss, "__name__", "") or type(loss).__name__)


def _attempt(action: Callable[[], Any]) -> Any:
    try:
        return action()
    except Exception:  # noqa: BLE001  (not made for these arguments: no answer, which tells something too)
        return None
