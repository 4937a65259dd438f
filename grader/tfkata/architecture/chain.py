"""The calls of a model -> a chain of canonical operations, so that equivalent spellings become one.

A convolution with `activation="relu"` is a convolution and a relu; a ReLU after a maximum pool stands
before it; "same" padding, a ZeroPadding2D and none at all are numbers of zeros on each side; what changes
nothing (Dropout(0), a linear activation, a Reshape to the same shape) is gone. Used for the diagnosis;
the verdict is by function.
"""

from __future__ import annotations

from tfkata.architecture import activations
from tfkata.architecture.graph import Graph
from tfkata.architecture.op import Op, made, reshape
from tfkata.architecture.spellings import operations_of


def canonical(graph: Graph) -> list[Op]:
    """The chain of a graph. Where the graph branches, its operations in topological order."""
    ops = [op for index, step in enumerate(graph.steps) for op in operations_of(index, step)]
    changed = True
    while changed:
        ops, changed = _rewrite_once(ops)
    return ops


def forms(ops: list[Op]) -> list[list[Op]]:
    """The chain with every Dropout before the Flatten it commutes with, and with every one behind it.

    Neither is better: what a Dropout stands next to decides whether it looks misplaced.
    """
    early, late = list(ops), list(ops)
    for _ in ops:
        for chain, first in ((early, "dropout"), (late, "flatten")):
            for i in range(len(chain) - 1):
                pair = chain[i : i + 2]
                kinds = ["flatten" if op.kind == "reshape" else op.kind for op in pair]
                plain = all(op.kind != "dropout" or op["form"] == "Dropout" for op in pair)
                if plain and sorted(kinds) == ["dropout", "flatten"] and kinds[0] != first:
                    chain[i : i + 2] = reversed(pair)
    return [early, late]


def _rewrite_once(ops: list[Op]) -> tuple[list[Op], bool]:
    for i in range(len(ops) - 1):
        replaced = _rewrite_pair(ops[i], ops[i + 1])
        if replaced is not None:
            return [*ops[:i], *replaced, *ops[i + 2 :]], True
    return ops, False


def _rewrite_pair(a: Op, b: Op) -> list[Op] | None:
    """The two in their canonical form, or None if they are in it."""
    if b.kind == "act" and _act_goes_first(a, b["function"]):
        return [b, a]
    if a.kind == "pad" and b.kind == "dropout" and b["form"] == "Dropout":
        return [b, a]
    if a.kind == b.kind == "act" and a["function"] == b["function"] == "relu":
        return [a]
    if a.kind in ("flatten", "reshape") and b.kind in ("flatten", "reshape"):
        return reshape(b.step, a.in_shape, b.out_shape)
    if a.kind == "pad" and b.kind == "conv":
        pads = tuple((p + q, r + s) for (p, r), (q, s) in zip(a["pads"], b["pads"], strict=True))
        return [made("conv", b.step, a.in_shape, b.out_shape, **{**dict(b.attributes), "pads": pads})]
    if a.kind == b.kind == "pad":
        pads = tuple((p + q, r + s) for (p, r), (q, s) in zip(a["pads"], b["pads"], strict=True))
        return [made("pad", b.step, a.in_shape, b.out_shape, pads=pads)]
    return None


def _act_goes_first(a: Op, function: str) -> bool:
    """Whether act(a(x)) == a(act(x)), in training too."""
    if a.kind == "pool":
        return a["how"] == "max" and (function in activations.MONOTONE or activations.is_leaky(function))
    if a.kind in ("flatten", "reshape"):
        return function not in activations.ROWWISE
    if a.kind == "dropout":
        return a["form"] == "Dropout" and (function == "relu" or activations.is_leaky(function))
    if a.kind == "pad":
        return function in activations.ZERO_AT_ZERO or activations.is_leaky(function)
    return False
