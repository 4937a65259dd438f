"""Each layer and each function of `keras.ops` -> the canonical operations that a call of it is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from tfkata.architecture import recurrent, windows
from tfkata.architecture.graph import Step
from tfkata.architecture.op import Op, activation, made, other, reshape


def operations_of(index: int, step: Step) -> list[Op]:
    """What one call of a layer or function does; none where it changes nothing."""
    make = _MAKERS.get(step.kind)
    if make is None or len(step.sources) != 1:
        return other(index, step)
    return list(make(index, step))


def _dense(index: int, step: Step) -> list[Op]:
    layer = step.layer
    spec = made("dense", index, step.in_shape, step.out_shape, units=layer.units, bias=layer.use_bias)
    return [spec, *activation(index, step, layer.activation, inside=True)]


def _normalized(index: int, step: Step) -> list[Op]:
    """A BatchNormalization over the last axis; whether it learns is asked elsewhere."""
    layer = step.layer
    axis = layer.axis[0] if isinstance(layer.axis, list | tuple) else layer.axis
    if axis not in (-1, len(step.out_shape) - 1):
        return other(index, step)
    spec = {"epsilon": round(float(layer.epsilon), 9), "center": layer.center, "scale": layer.scale}
    return [made("norm", index, step.in_shape, step.out_shape, **spec)]


def _time_distributed(index: int, step: Step) -> list[Op]:
    inner = type(step.layer.layer).__name__
    if inner not in ("Dense", "Activation", "ReLU", "Softmax"):
        return other(index, step)
    return list(_MAKERS[inner](index, replace(step, layer=step.layer.layer)))


def _activation(index: int, step: Step) -> list[Op]:
    return activation(index, step, step.layer.activation)


def _activation_step(index: int, step: Step) -> list[Op]:
    """A ReLU or Softmax layer, or an activation of `keras.ops`: both can be called on any array."""
    axis = getattr(step.layer, "axis", None)
    if axis is None:
        return activation(index, step, step.layer)
    last = axis in (-1, len(step.out_shape) - 1)
    name = "log_softmax" if step.kind == "LogSoftmax" else "softmax"
    return activation(index, step, None, name=name if last else f"{name} over axis {axis}")


def _flatten(index: int, step: Step) -> list[Op]:
    if step.layer.data_format != "channels_last" and len(step.in_shape) > 2:
        return other(index, step)
    return reshape(index, step.in_shape, step.out_shape)


def _reshaped(index: int, step: Step) -> list[Op]:
    return reshape(index, step.in_shape, step.out_shape)


def _permute(index: int, step: Step) -> list[Op]:
    return [] if list(step.layer.dims) == sorted(step.layer.dims) else other(index, step)


def _dropout(index: int, step: Step) -> list[Op]:
    layer = step.layer
    rate = getattr(layer, "rate", 0)
    if not rate:
        return []
    form = step.kind
    if getattr(layer, "noise_shape", None) is not None:
        form = "Dropout with a noise_shape"
    if step.training:  # the call has fixed it; fixed to False it changes nothing, fit overrules it
        form = f"{form} that never stops"
    return [made("dropout", index, step.in_shape, step.out_shape, rate=round(rate, 6), form=form)]


def _scale(index: int, step: Step) -> list[Op]:
    layer = step.layer
    harmless = step.kind == "Rescaling" and layer.scale == 1 and layer.offset == 0
    if harmless:
        return []
    return [made("scale", index, step.in_shape, step.out_shape, name=step.kind, parameters=step.parameters)]


def _nothing(index: int, step: Step) -> list[Op]:
    return []


def _constant(step: Step) -> float | None:
    """The number that a two-sided operation takes beside the tensor."""
    numbers = [c for c in step.constants if isinstance(c, (int, float))]
    return float(numbers[0]) if len(numbers) == len(step.constants) == 1 else None


def _maximum(index: int, step: Step) -> list[Op]:
    return activation(index, step, None, name="relu") if _constant(step) == 0 else other(index, step)


def _arithmetic(index: int, step: Step) -> list[Op]:
    number = _constant(step)
    neutral = 1.0 if step.kind in ("Multiply", "TrueDivide", "Divide") else 0.0
    if number is None or not (step.tensor_first or step.kind in ("Multiply", "Add")):
        return other(index, step)
    return (
        []
        if number == neutral
        else [made("scale", index, step.in_shape, step.out_shape, name=step.kind, parameters=0)]
    )


_MAKERS: dict[str, Any] = {
    "Conv1D": windows.conv,
    "Conv2D": windows.conv,
    "Dense": _dense,
    "Embedding": recurrent.embedding,
    **dict.fromkeys(("SimpleRNN", "LSTM", "GRU", "RNN", "Bidirectional"), recurrent.recurrent),
    "BatchNormalization": _normalized,
    "TimeDistributed": _time_distributed,
    "Masking": recurrent.masking,
    "MaxPooling1D": partial(windows.pool, how="max"),
    "AveragePooling1D": partial(windows.pool, how="average"),
    "GlobalMaxPooling1D": partial(windows.global_pool, how="global max"),
    "GlobalAveragePooling1D": partial(windows.global_pool, how="global average"),
    "ZeroPadding1D": windows.zero_padding,
    "Activation": _activation,
    "MaxPooling2D": partial(windows.pool, how="max"),
    "AveragePooling2D": partial(windows.pool, how="average"),
    "GlobalMaxPooling2D": partial(windows.global_pool, how="global max"),
    "GlobalAveragePooling2D": partial(windows.global_pool, how="global average"),
    "Flatten": _flatten,
    "Permute": _permute,
    "ZeroPadding2D": windows.zero_padding,
    "Identity": _nothing,
    "ActivityRegularization": _nothing,
    "Maximum": _maximum,
    "MaxPool": partial(windows.operation_pool, how="max"),
    "AveragePool": partial(windows.operation_pool, how="average"),
    "Mean": partial(windows.operation_reduce, how="global average"),
    "Max": partial(windows.operation_reduce, how="global max"),
    **dict.fromkeys(("Reshape", "ExpandDims", "Squeeze"), _reshaped),
    **dict.fromkeys(("ReLU", "LeakyReLU", "ELU", "Softmax", "LogSoftmax"), _activation_step),
    **dict.fromkeys(("Multiply", "TrueDivide", "Divide", "Add", "Subtract"), _arithmetic),
    **dict.fromkeys(("Rescaling", "Normalization"), _scale),
    **dict.fromkeys(
        [
            "Dropout",
            "SpatialDropout1D",
            "SpatialDropout2D",
            "SpatialDropout3D",
            "AlphaDropout",
            "GaussianDropout",
        ],
        _dropout,
    ),
    **dict.fromkeys(
        [
            "Relu",
            "Relu6",
            "LeakyRelu",
            "Elu",
            "Selu",
            "Gelu",
            "Silu",
            "Sigmoid",
            "HardSigmoid",
            "Softplus",
            "Softsign",
            "Tanh",
        ],
        _activation_step,
    ),
}
