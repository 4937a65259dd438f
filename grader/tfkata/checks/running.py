"""Runs rebuilt models in the examiner: batch by batch, and what a model cannot do fails the check by name.

A model of a candidate may take no such inputs, or any batch but this one, or need more memory than there is.
"""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np

from tfkata.checks import kit

BATCH = 250
MOST_NUMBERS = 2**23
"""In the outputs of all layers for one sample: a dozen times what a network for 28 by 28 pixels needs."""
AT_ONCE = 2**25
"""Numbers in the outputs of all layers for one batch: 128 MB of float32."""

LONGEST_SECONDS = 45.0
"""Less than an examiner has left when an answer has used all of its own time."""


def outputs(model: Any, inputs: np.ndarray, *, call: str, code: str | None = None) -> np.ndarray:
    """What a rebuilt model answers in inference, float64 (n, …), one row for each of the n inputs.

    Args:
        code: the misconception where the model does not take the inputs; its text may use {found}, the input shape.

    Raises:
        Failure: it cannot be called on these inputs, gives no row for each of them, or is too large to be run.
    """
    each = _numbers_each(model)
    if each > MOST_NUMBERS:
        reason = f"its layers compute {each:,} numbers for a single sample"
        kit.fail("model.too-large", message=reason, reason=reason, call=call)
    size = max(1, min(BATCH, AT_ONCE // max(each, 1)))
    parts: list[np.ndarray] = []
    until = time.monotonic() + LONGEST_SECONDS
    for start in range(0, len(inputs), size):
        if time.monotonic() > until:
            reason = (
                f"it took more than {LONGEST_SECONDS:.0f} seconds for {start:,} of {len(inputs):,} samples"
            )
            kit.fail("model.too-large", message=reason, reason=reason, call=call)
        batch = inputs[start : start + size]
        got, problem = _called(model, batch)
        if problem is None and (
            got.shape[:1] != batch.shape[:1] or got.shape[1:] != (parts or [got])[0].shape[1:]
        ):
            problem = f"its outputs have the shape {got.shape}"
        if problem is not None:
            message = f"the model that you return cannot be used for inputs of shape {batch.shape}: {problem}"
            kit.fail(code, message=message, call=call, returned=problem, found=str(model.input_shape))
        parts.append(got)
    return np.concatenate(parts)


def _called(model: Any, batch: np.ndarray) -> tuple[np.ndarray, str | None]:
    try:
        return np.asarray(model(batch, training=False), np.float64), None
    except Exception as error:  # noqa: BLE001  (a model of a candidate's may fail in any way that Keras knows)
        lines = str(error).strip().splitlines() or [""]
        return np.zeros(0), f"{type(error).__name__}: {lines[0][:200]}"


def _numbers_each(model: Any) -> int:
    """How many numbers the layers make of one sample, models inside models included; an open length counts as 64."""
    total = 0
    for layer in getattr(model, "operations", None) or model.layers:
        tensors = [tensor for node in layer._inbound_nodes for tensor in node.output_tensors]
        total += sum(math.prod(64 if n is None else n for n in tensor.shape[1:]) for tensor in tensors)
        if hasattr(layer, "layers"):
            total += _numbers_each(layer) * max(1, len(layer._inbound_nodes))
    return total
