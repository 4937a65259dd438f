"""Two chains side by side: which operations correspond, and which are missing, extra or other.

The alignment is the cheapest one: what is alike stays together, so that one slip is one difference.
"""

from __future__ import annotations

from dataclasses import dataclass

from tfkata.architecture.op import Op

_NEVER = 100.0
_GAPS = {"dropout": 0.7}  # a dropout and a pool in the wrong order: it is the dropout that was misplaced

_RATHER_OTHER = {"other", "norm", "rnn", "embed"}
"""Anything with weights may have been put in the place of one of these."""

_GAP_OF_BOTH = 1.9  # a layer and its activation are rather missing together than each from another place


@dataclass(frozen=True)
class Pair:
    """One place of the alignment: the answer's operation, the wanted one, or both (indices into the chains)."""

    answer: int | None
    wanted: int | None


def align(answer: list[Op], wanted: list[Op]) -> list[Pair]:
    """The places in order; at each, what the answer has and what was wanted."""
    cost = _costs(answer, wanted)
    pairs: list[Pair] = []
    i = j = 0
    while (i, j) != (len(answer), len(wanted)):
        _, di, dj = _cheapest(_moves(answer, wanted, cost, i, j))
        if di and dj:
            pairs.append(Pair(i, j))
        else:
            pairs += [Pair(i + k, None) for k in range(di)] + [Pair(None, j + k) for k in range(dj)]
        i, j = i + di, j + dj
    return pairs


def distance(answer: list[Op], wanted: list[Op]) -> float:
    """What the alignment costs; 0 for equal chains."""
    return _costs(answer, wanted)[0][0]


def _costs(answer: list[Op], wanted: list[Op]) -> list[list[float]]:
    """The cost of aligning what is left from each pair of places on."""
    rows, columns = len(answer), len(wanted)
    cost = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            if (i, j) != (rows, columns):
                cost[i][j] = _cheapest(_moves(answer, wanted, cost, i, j))[0]
    return cost


def _cheapest(moves: list[tuple[float, int, int]]) -> tuple[float, int, int]:
    """The first of the cheapest: among equals, two that correspond."""
    return min(moves, key=lambda move: round(move[0], 6))


def _moves(
    answer: list[Op], wanted: list[Op], cost: list[list[float]], i: int, j: int
) -> list[tuple[float, int, int]]:
    moves = []
    if i < len(answer) and j < len(wanted):
        moves.append((cost[i + 1][j + 1] + unlikeness(answer[i], wanted[j]), 1, 1))
    if j < len(wanted):
        moves.append((cost[i][j + 1] + _GAPS.get(wanted[j].kind, 1.0), 0, 1))
    if _layer_with_activation(wanted, j):
        moves.append((cost[i][j + 2] + _GAP_OF_BOTH, 0, 2))
    if i < len(answer):
        moves.append((cost[i + 1][j] + _GAPS.get(answer[i].kind, 1.0), 1, 0))
    if _layer_with_activation(answer, i):
        moves.append((cost[i + 2][j] + _GAP_OF_BOTH, 2, 0))
    return moves


def _layer_with_activation(ops: list[Op], index: int) -> bool:
    return index + 1 < len(ops) and ops[index].has_weights and ops[index + 1].kind == "act"


def unlikeness(a: Op, b: Op) -> float:
    """0 for the same operation, below 2 (one missing, one extra) for one that was meant to be the other."""
    if a.key == b.key:
        return 0.0
    if a.kind == b.kind:
        return _unlike_attributes(a, b)
    if {a.kind, b.kind} == {"pool", "flatten"} and "global" in str((a if a.kind == "pool" else b)["how"]):
        return 1.2
    if {a.kind, b.kind} == {"act", "other"} and "PReLU" in (_name(a), _name(b)):
        return 1.2
    if _RATHER_OTHER & {a.kind, b.kind} and a.has_weights and b.has_weights:
        return 1.4
    return _NEVER


def _name(op: Op) -> str:
    return str(op["name"]) if op.kind == "other" else ""


def _unlike_attributes(a: Op, b: Op) -> float:
    if a.kind == "other":
        return _NEVER
    differing = sum(x != y for x, y in zip(a.attributes, b.attributes, strict=True))
    base = {"act": 0.7, "dense": 0.5, "conv": 0.3, "pool": 0.4, "dropout": 0.5, "rnn": 0.1}.get(a.kind, 0.5)
    return base + 0.12 * differing
