"""Random small architectures, ways to spell one, and single slips, for property tests of the comparison.

A plan is a tuple of parts. `build(plan, spelling)` must be accepted in place of `build(plan)` for every
spelling; each of `slips(plan)` must be rejected with its code at its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import keras
from hypothesis import strategies as st
from keras import layers

SIZE = 12
CHANNELS = 2


@dataclass(frozen=True)
class Part:
    """One layer of a plan; what does not concern its kind keeps its default."""

    kind: str  # conv, pool, dropout, flatten, dense, batchnorm, rescaling, noise
    size: int = 0  # filters, units
    kernel: int = 2
    padding: str = "valid"
    strides: int = 1
    dilation: int = 1
    bias: bool = True
    activation: str | None = None
    rate: float = 0.0
    how: str = "max"
    trainable: bool = True
    penalty: str | None = None


Plan = tuple[Part, ...]


@dataclass(frozen=True)
class Spelling:
    """One of the ways to write a plan as Keras code."""

    api: str = "sequential"  # sequential, add, functional, nested
    activation: str = "argument"  # argument, name, layer, class, function, operation
    zero_padding: bool = False
    relu_after_pool: bool = False
    reshape: bool = False
    late_dropout: bool = False
    idle: bool = False


@dataclass(frozen=True)
class Slip:
    """A plan with one mistake, the code it must be given, and the place: in the answer or in the wanted plan."""

    plan: Plan
    code: str
    answer_at: int | None = None
    wanted_at: int | None = None
    channels: int = CHANNELS


def plans() -> st.SearchStrategy[Plan]:
    """Architectures that fit the image."""
    return _plans().filter(lambda plan: min(_sizes(plan)) > 0)


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    """Blocks of convolutions, pooling and dropout, then dense layers and a softmax."""
    parts: list[Part] = []
    for _ in range(draw(st.integers(0, 2))):
        for _ in range(draw(st.integers(1, 2))):
            parts.append(draw(_convolutions()))
        if draw(st.booleans()):
            parts.append(
                Part("pool", kernel=2, strides=2, how=draw(st.sampled_from(["max", "max", "average"])))
            )
        if draw(st.booleans()):
            parts.append(Part("dropout", rate=draw(st.sampled_from([0.25, 0.4]))))
    parts.append(Part("flatten"))
    for _ in range(draw(st.integers(0, 2))):
        parts.append(Part("dense", size=draw(st.integers(5, 8)), activation=draw(_hidden())))
        if draw(st.booleans()):
            parts.append(Part("dropout", rate=0.5))
    parts.append(Part("dense", size=draw(st.integers(2, 4)), activation="softmax"))
    return tuple(parts)


def spellings() -> st.SearchStrategy[Spelling]:
    return st.builds(
        Spelling,
        api=st.sampled_from(["sequential", "add", "functional", "nested"]),
        activation=st.sampled_from(["argument", "name", "layer", "class", "function", "operation"]),
        zero_padding=st.booleans(),
        relu_after_pool=st.booleans(),
        reshape=st.booleans(),
        late_dropout=st.booleans(),
        idle=st.booleans(),
    )


def _convolutions() -> st.SearchStrategy[Part]:
    return st.builds(
        Part,
        kind=st.just("conv"),
        size=st.integers(2, 4),
        kernel=st.integers(2, 3),
        padding=st.sampled_from(["same", "valid"]),
        activation=_hidden(),
    )


def _hidden() -> st.SearchStrategy[str]:
    return st.sampled_from(["relu", "relu", "tanh"])


def build(plan: Plan, spelling: Spelling = Spelling(), channels: int = CHANNELS) -> keras.Model:
    """The plan as a Keras model, written as `spelling` says."""
    calls = [call for part in _rearranged(plan, spelling) for call in _written(part, spelling)]
    if spelling.idle:
        calls = [layers.Dropout(0.0), *calls[:1], layers.Activation("linear"), *calls[1:]]
    shape = (SIZE, SIZE, channels)
    operations = any(not isinstance(call, layers.Layer) for call in calls)
    if spelling.api == "nested" and len(calls) > 3:
        middle = len(calls) // 2
        front = _functional(calls[:middle], shape)
        return _functional([front, _functional(calls[middle:], front.output_shape[1:])], shape)
    if spelling.api == "add" and not operations:
        model = keras.Sequential()
        for layer in [keras.Input(shape), *calls]:
            model.add(layer)
        return model
    if spelling.api == "functional" or operations:
        return _functional(calls, shape)
    return keras.Sequential([keras.Input(shape), *calls])


def _functional(calls: list[Any], shape: tuple[int, ...]) -> keras.Model:
    inputs = x = keras.Input(shape)
    for call in calls:
        x = call(x)
    return keras.Model(inputs, x)


def _rearranged(plan: Plan, spelling: Spelling) -> list[Part]:
    """Neighbours that may change places do, where the spelling asks for it."""
    parts = list(plan)
    for i in range(len(parts) - 1):
        a, b = parts[i], parts[i + 1]
        rising = a.activation in ("relu", "tanh")
        if spelling.relu_after_pool and a.kind == "conv" and rising and (b.kind, b.how) == ("pool", "max"):
            parts[i : i + 2] = [replace(a, activation=None), replace(b, activation=a.activation)]
        if spelling.late_dropout and a.kind == "dropout" and b.kind == "flatten":
            parts[i : i + 2] = [b, a]
        if spelling.late_dropout and b.kind == "dropout" and a.activation == "relu":
            parts[i : i + 2] = [replace(a, activation=None), replace(b, activation="relu")]
    return parts


def _written(part: Part, spelling: Spelling) -> list[Any]:
    """The layers and operations of one part."""
    inside = part.activation if spelling.activation in ("name", "function", "argument") else None
    if part.kind not in ("conv", "dense"):
        inside = None
    layer = _layer(part, _as_callable(inside) if spelling.activation == "function" else inside, spelling)
    after = [_activation(part.activation, spelling)] if part.activation and not inside else []
    return [*layer, *after]


def _activation(name: str, spelling: Spelling) -> Any:
    if spelling.activation == "operation":
        return getattr(keras.ops, name)
    if spelling.activation == "class" and name in ("relu", "softmax"):
        return layers.ReLU() if name == "relu" else layers.Softmax()
    return layers.Activation(name)


def _as_callable(name: str | None) -> Any:
    """A function of the learner's own."""
    own = {"relu": lambda x: keras.ops.maximum(x, 0.0), "tanh": lambda x: keras.ops.tanh(x)}
    return own.get(name or "", name)


def _layer(part: Part, activation: Any, spelling: Spelling) -> list[Any]:
    if part.kind == "conv":
        return _convolution(part, activation, spelling)
    if part.kind == "dense":
        penalty = {"kernel_regularizer": part.penalty, "trainable": part.trainable}
        return [layers.Dense(part.size, activation=activation, use_bias=part.bias, **penalty)]
    if part.kind == "pool":
        cls = layers.MaxPooling2D if part.how == "max" else layers.AveragePooling2D
        return [cls(part.kernel, strides=part.strides)]
    if part.kind == "flatten":
        return [layers.Reshape((-1,)) if spelling.reshape else layers.Flatten()]
    if part.kind == "dropout":
        return [layers.SpatialDropout2D(part.rate) if part.how == "spatial" else layers.Dropout(part.rate)]
    others = {
        "batchnorm": layers.BatchNormalization,
        "rescaling": lambda: layers.Rescaling(1 / 255),
        "noise": lambda: layers.GaussianNoise(0.1),
    }
    return [others[part.kind]()]


def _convolution(part: Part, activation: Any, spelling: Spelling) -> list[Any]:
    by_hand = spelling.zero_padding and part.padding == "same" and part.strides == part.dilation == 1
    total = part.kernel - 1
    sides = (total // 2, total - total // 2)
    convolution = layers.Conv2D(
        part.size,
        part.kernel,
        strides=part.strides,
        padding="valid" if by_hand else part.padding,
        dilation_rate=part.dilation,
        use_bias=part.bias,
        activation=activation,
        kernel_regularizer=part.penalty,
        trainable=part.trainable,
    )
    return [layers.ZeroPadding2D((sides, sides)), convolution] if by_hand else [convolution]


def slips(plan: Plan) -> list[Slip]:
    """Every single mistake in a plan that can be told by its place, and that fits the image."""
    found = [Slip(plan, "model.input-shape", channels=CHANNELS + 1)]
    for index, part in enumerate(plan):
        changes = _changes(part, size=_sizes(plan)[index], head=index == len(plan) - 1)
        for changed, code in changes:
            found.append(Slip(_with(plan, index, changed), code, index, index))
        found += _left_out(plan, index)
        found += _put_in(plan, index)
    return [slip for slip in found if min(_sizes(slip.plan)) > 0]


def _changes(part: Part, *, size: int, head: bool) -> Iterator[tuple[Part, str]]:
    if part.kind in ("conv", "dense"):
        yield replace(part, bias=False), "model.missing-bias"
        yield replace(part, trainable=False), "model.not-trainable"
        yield replace(part, penalty="l2"), "model.regularized"
        yield replace(part, activation=None), "model.missing-softmax" if head else "model.missing-activation"
        yield replace(part, activation="sigmoid"), "model.wrong-activation"
    if part.kind == "conv":
        yield replace(part, size=part.size + 5), "model.wrong-filters"
        yield replace(part, kernel=5 - part.kernel), "model.wrong-kernel"
        yield replace(part, padding="valid" if part.padding == "same" else "same"), "model.wrong-padding"
        if size >= 3:
            yield replace(part, strides=2), "model.wrong-strides"
            yield replace(part, dilation=2), "model.dilated"
    if part.kind == "dense":
        yield replace(part, size=part.size + 5), "model.wrong-head" if head else "model.wrong-units"
    if part.kind == "pool":
        yield replace(part, how="average" if part.how == "max" else "max"), "model.wrong-pooling"
        yield replace(part, kernel=3, strides=3), "model.wrong-pooling"
        if size >= 3:  # on 2×2, one step or two is the same single window
            yield replace(part, strides=1), "model.wrong-pooling"
    if part.kind == "dropout":
        yield replace(part, rate=0.1), "model.wrong-dropout"


def _left_out(plan: Plan, index: int) -> list[Slip]:
    """Without one part; where the same part stands next to it, nobody could say which one is missing."""
    part, shorter = plan[index], plan[:index] + plan[index + 1 :]
    twin = (index > 0 and plan[index - 1] == part) or plan[index + 1 : index + 2] == (part,)
    if twin or index == len(plan) - 1 or part.kind == "flatten":
        return []
    code = "model.missing-dropout" if part.kind == "dropout" else "model.missing-layer"
    return [Slip(shorter, code, wanted_at=index)]


def _put_in(plan: Plan, index: int) -> list[Slip]:
    """With one part too many before this place, of a kind that does not stand on either side."""
    near = {part.kind for part in plan[max(index - 1, 0) : index + 1]}
    image = index <= [part.kind for part in plan].index("flatten")
    extra = [Part("noise"), Part("batchnorm")]
    if "dropout" not in near and not _dropout_would_pass(plan, index):
        extra.append(Part("dropout", rate=0.15))
    if not image:
        extra.append(Part("dense", size=23, activation="relu"))
    found = [
        Slip((*plan[:index], part, *plan[index:]), "model.extra-layer", answer_at=index) for part in extra
    ]
    if index == 0:
        found.append(Slip((Part("rescaling"), *plan), "model.rescaling-inside", answer_at=0))
    return found


def _dropout_would_pass(plan: Plan, index: int) -> bool:
    """Whether a dropout put here could slide to another one, through a flatten or a relu."""
    return any(part.kind == "flatten" for part in plan[max(index - 1, 0) : index + 1])


def _with(plan: Plan, index: int, part: Part) -> Plan:
    return (*plan[:index], part, *plan[index + 1 :])


def _sizes(plan: Plan) -> list[int]:
    """The height of what goes into each part (1 after Flatten), and of what comes out last."""
    sizes = [SIZE]
    for part in plan:
        reach = (part.kernel - 1) * part.dilation + 1
        if part.kind == "conv":
            room = sizes[-1] if part.padding == "same" else sizes[-1] - reach + 1
            sizes.append(-(-room // part.strides) if room > 0 else 0)
        elif part.kind == "pool":
            sizes.append((sizes[-1] - part.kernel) // part.strides + 1 if sizes[-1] >= part.kernel else 0)
        else:
            sizes.append(1 if part.kind in ("flatten", "dense") else sizes[-1])
    return sizes
