"""What a rebuilt model may be made of, and how much of it: the lists and the ledger of the builder."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras
from keras import layers, ops

from tfkata.architecture.clean import ModelRefused

MAX_PARAMETERS = 20_000_000
MAX_LAYERS = 200
MAX_CALLS = 500  # of layers; each costs about a millisecond, however little it computes
MAX_STEPS = 2048  # of recurrent layers, all calls together: 28 rows or 784 pixels of an image, and that again
MAX_NESTING = 6
MAX_OUTPUT = 2**20  # numbers in the output of one layer, for one sample
MAX_WORK = 1_000_000_000  # multiplications for one sample

LAYERS: dict[str, Any] = {
    name: getattr(layers, name)
    for name in [
        "Activation",
        "ActivityRegularization",
        "Add",
        "AlphaDropout",
        "Average",
        "AveragePooling1D",
        "AveragePooling2D",
        "AveragePooling3D",
        "BatchNormalization",
        "CategoryEncoding",
        "CenterCrop",
        "Concatenate",
        "Conv1D",
        "Conv1DTranspose",
        "Conv2D",
        "Conv2DTranspose",
        "Conv3D",
        "Cropping1D",
        "Cropping2D",
        "Cropping3D",
        "Dense",
        "DepthwiseConv1D",
        "DepthwiseConv2D",
        "Dot",
        "Dropout",
        "ELU",
        "Embedding",
        "Flatten",
        "GRU",
        "GaussianDropout",
        "GaussianNoise",
        "GlobalAveragePooling1D",
        "GlobalAveragePooling2D",
        "GlobalAveragePooling3D",
        "GlobalMaxPooling1D",
        "GlobalMaxPooling2D",
        "GlobalMaxPooling3D",
        "GroupNormalization",
        "Identity",
        "LSTM",
        "LayerNormalization",
        "LeakyReLU",
        "Masking",
        "MaxPooling1D",
        "MaxPooling2D",
        "MaxPooling3D",
        "Maximum",
        "Minimum",
        "Multiply",
        "Normalization",
        "PReLU",
        "Permute",
        "RandomBrightness",
        "RandomContrast",
        "RandomCrop",
        "RandomFlip",
        "RandomRotation",
        "RandomTranslation",
        "RandomZoom",
        "ReLU",
        "RepeatVector",
        "Rescaling",
        "Reshape",
        "Resizing",
        "SeparableConv1D",
        "SeparableConv2D",
        "SimpleRNN",
        "Softmax",
        "SpatialDropout1D",
        "SpatialDropout2D",
        "SpatialDropout3D",
        "Subtract",
        "UnitNormalization",
        "UpSampling1D",
        "UpSampling2D",
        "UpSampling3D",
        "ZeroPadding1D",
        "ZeroPadding2D",
        "ZeroPadding3D",
    ]
    if hasattr(layers, name)
}
ACTIVATION_LAYERS = frozenset(["ReLU", "LeakyReLU", "ELU", "Softmax"])
RECURRENT = frozenset(["LSTM", "GRU", "SimpleRNN", "RNN"])
"""They take their steps one after the other."""
CELLS: dict[str, Any] = {name: getattr(layers, name) for name in ["LSTMCell", "GRUCell", "SimpleRNNCell"]}
MAX_CELLS = 8
PER_STEP = frozenset(["Activation", "Dense", "Dropout", "Flatten", "ReLU", "Softmax"])
"""What may stand in a TimeDistributed."""
ALIASES = {"MaxPool2D": "MaxPooling2D", "AvgPool2D": "AveragePooling2D"}
# What `keras.ops` on a symbolic tensor leaves in a config -> the public function that makes the same node.
OPERATIONS: dict[str, Callable[..., Any]] = {
    name: getattr(ops, function)
    for name, function in {
        **{
            n: n.lower()
            for n in [
                "Relu",
                "Relu6",
                "Elu",
                "Selu",
                "Gelu",
                "Silu",
                "Sigmoid",
                "Softplus",
                "Softsign",
                "Softmax",
                "Tanh",
            ]
        },
        **{
            n: n.lower()
            for n in [
                "Maximum",
                "Minimum",
                "Add",
                "Subtract",
                "Multiply",
                "Divide",
                "Negative",
                "Clip",
                "Absolute",
            ]
        },
        **{
            n: n.lower()
            for n in [
                "Square",
                "Sqrt",
                "Exp",
                "Reshape",
                "Transpose",
                "Squeeze",
                "Mean",
                "Max",
                "Min",
                "Sum",
                "Pad",
            ]
        },
        **{n: n.lower() for n in ["Concatenate", "Stack", "Where", "Greater", "Less", "Equal", "Flip"]},
        **{
            n: n.lower() for n in ["Any", "All", "Cast"]
        },  # Keras itself leaves Any and NotEqual where a mask is made
        "NotEqual": "not_equal",
        "LogicalAnd": "logical_and",
        "LogicalNot": "logical_not",
        "LogicalOr": "logical_or",
        "LeakyRelu": "leaky_relu",
        "HardSigmoid": "hard_sigmoid",
        "LogSoftmax": "log_softmax",
        "TrueDivide": "true_divide",
        "ExpandDims": "expand_dims",
        "GreaterEqual": "greater_equal",
        "LessEqual": "less_equal",
        "MaxPool": "max_pool",
        "AveragePool": "average_pool",
        "ZerosLike": "zeros_like",
    }.items()
    if hasattr(ops, function)
}
# Layers that can have more samples come out than go in; any operation of `keras.ops` may.
MIXING = frozenset(["Concatenate", "Dot", "Permute", "Reshape"])
MASKING = frozenset(["NotEqual", "Any"])
"""Operations that Keras puts into a model where a layer makes a mask; on their own they make nothing larger."""
REGULARIZERS = frozenset(["L1", "L2", "L1L2"])


@dataclass
class Ledger:
    """What the model costs so far; charged before anything is allocated."""

    parameters: int = 0
    layers: int = 0
    work: int = 0
    calls: int = 0
    steps: int = 0

    def charge_parameters(self, count: int) -> None:
        self.parameters += count
        if self.parameters > MAX_PARAMETERS:
            found = f"more than {MAX_PARAMETERS:,} parameters"
            raise ModelRefused("model.too-large", f"this model has {found}", found=found)

    def charge_layer(self) -> None:
        self.layers += 1
        if self.layers > MAX_LAYERS:
            found = f"more than {MAX_LAYERS} layers"
            raise ModelRefused("model.too-large", f"this model has {found}", found=found)

    def charge_calls(self, count: int) -> None:
        """Calls of layers, those inside a model that is called once more among them."""
        self.calls += count
        if self.calls > MAX_CALLS:
            found = f"more than {MAX_CALLS:,} calls of layers"
            raise ModelRefused("model.too-large", f"this model makes {found}", found=found)

    def charge_steps(self, count: int) -> None:
        """Steps of recurrent layers: they come one after the other, so even tiny ones take their time."""
        self.steps += count
        if self.steps > MAX_STEPS:
            found = f"{self.steps:,} steps of recurrent layers for one sample"
            raise ModelRefused("model.too-large", f"this model takes {found}", found=found)

    def charge_call(self, window: int, parameters: int, output: Any) -> None:
        """A window is looked at for each number that comes out, the parameters are for each position."""
        for tensor in output if isinstance(output, (list, tuple)) else [output]:
            shape = [64 if n is None else n for n in tensor.shape[1:]]
            if any(n <= 0 for n in shape):
                raise ModelRefused(None, f"a layer of this model has the output shape {tuple(tensor.shape)}")
            size = math.prod(shape)
            if size > MAX_OUTPUT:
                found = f"an output of {size:,} numbers per sample"
                raise ModelRefused("model.too-large", f"this model has {found}", found=found)
            self.charge_work(size * (16 + window) + parameters * math.prod(shape[:-1]))

    def charge_work(self, multiplications: int) -> None:
        self.work += multiplications
        if self.work > MAX_WORK:
            found = "too much to compute"
            raise ModelRefused("model.too-large", f"this model has {found}", found=found)


class CountedZeros(keras.initializers.Initializer):  # type: ignore[misc]
    """Zeros that are counted before they exist."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __call__(self, shape: Any, dtype: Any = None, **_: Any) -> Any:
        self._ledger.charge_parameters(math.prod(int(n) for n in shape))
        return ops.zeros(shape, dtype=dtype)

    def clone(self) -> CountedZeros:
        return self

    def get_config(self) -> dict[str, Any]:
        return {}
