"""One canonical operation, and those that more than one kind of layer is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tfkata.architecture import activations
from tfkata.architecture.graph import Shape, Step

CHANNELS_FIRST = " with data_format channels_first"
"""Ends the name of a layer that takes its channels for the axis before height and width."""


@dataclass(frozen=True)
class Op:
    """One operation. Two ops are the same one if `kind` and `attributes` agree.

    kinds: conv, dense, embed, rnn, norm, act, pool, flatten, reshape, dropout, pad, scale, other.
    """

    kind: str
    attributes: tuple[tuple[str, Any], ...]
    step: int
    in_shape: Shape
    out_shape: Shape
    inside: bool = False  # an activation given as a layer's argument

    def __getitem__(self, key: str) -> Any:
        return dict(self.attributes)[key]

    @property
    def key(self) -> tuple[str, tuple[tuple[str, Any], ...]]:
        return self.kind, self.attributes

    @property
    def has_weights(self) -> bool:
        if self.kind in ("other", "scale"):
            return bool(self["parameters"])
        return self.kind in ("conv", "dense", "embed", "rnn", "norm")


def made(kind: str, index: int, in_shape: Shape, out_shape: Shape, **attributes: Any) -> Op:
    """An operation of this kind, its attributes in the order given."""
    return Op(kind, tuple(attributes.items()), index, in_shape, out_shape)


def other(index: int, step: Step) -> list[Op]:
    """A layer that no summary has, by its name, and its activation."""
    first = getattr(step.layer, "data_format", None) == "channels_first"
    spec = made(
        "other",
        index,
        step.in_shape,
        step.out_shape,
        name=step.kind + CHANNELS_FIRST * first,
        shape=step.out_shape,
        parameters=step.parameters,
    )
    function = getattr(step.layer, "activation", None)
    return [spec, *(activation(index, step, function, inside=True) if callable(function) else [])]


def activation(
    index: int, step: Step, function: Any, *, inside: bool = False, name: str | None = None
) -> list[Op]:
    """A function of single numbers or of rows; nothing where it is linear. `inside`: given as an argument of a layer."""
    name = name or activations.name_of(function)
    if name == "linear":
        return []
    return [Op("act", (("function", name),), index, step.out_shape, step.out_shape, inside)]


def reshape(index: int, in_shape: Shape, out_shape: Shape) -> list[Op]:
    """The same numbers in another shape; one axis behind the samples is a flatten."""
    if in_shape == out_shape:
        return []
    if len(out_shape) == 2:
        return [made("flatten", index, in_shape, out_shape)]
    return [made("reshape", index, in_shape, out_shape, target=out_shape[1:])]
