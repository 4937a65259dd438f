"""What does a model add to its loss for its weights? Each penalty is tried on numbers, whatever it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import keras
import numpy as np

from tfkata.architecture.diagnosis import Difference
from tfkata.architecture.graph import Graph
from tfkata.candidate.gradient_step import penalties

TOLERANCE = 1e-3
NOTHING = 1e-9


class Unknown(keras.regularizers.Regularizer):  # type: ignore[misc]
    """A penalty that is a function of the learner's own: what it adds is asked where that function is."""

    def __call__(self, x: Any) -> Any:
        return 0.0 * keras.ops.sum(x)

    def get_config(self) -> dict[str, Any]:
        return {}


def penalties_of(graph: Graph, seed: int = 0) -> list[float]:
    """For each weight array, what is added to any loss for it. The weights are overwritten; nan where it is `Unknown`."""
    variables = [weight for layer in graph.weighted_layers() for weight in layer.weights]
    random = np.random.default_rng(seed)
    for variable in variables:
        variable.assign(random.normal(0, 1, tuple(variable.shape)).astype(np.float32))
    unknown = [isinstance(variable.regularizer, Unknown) for variable in variables]
    return [float("nan") if new else added for new, added in zip(unknown, penalties(variables), strict=True)]


def other_penalties(
    found: Sequence[float], wanted: Sequence[float], steps: Sequence[int]
) -> Iterator[Difference]:
    """What is different about two lists of penalties, one for each weight array; `steps` are those of their layers."""
    if len(found) != len(wanted):
        return
    known = [(f, w, at) for f, w, at in zip(found, wanted, steps, strict=True) if not np.isnan(f)]
    if known and any(w for _, w, _ in known) and not any(abs(f) > NOTHING for f, _, _ in known):
        at = next(at for _, w, at in known if w)
        yield _difference("regularize.no-penalty", at, "no penalty at all", "a penalty")
        return
    extra = [at for f, w, at in known if abs(f) > NOTHING and not w]
    missing = [at for f, w, at in known if abs(f) <= NOTHING and w]
    if extra:
        yield _difference("regularize.penalty-on-all", extra[0], "a penalty", "none here")
    elif missing:
        yield _difference("regularize.no-penalty", missing[0], "no penalty here", "a penalty")
    for f, w, at in known:
        if w and abs(f) > NOTHING and abs(f - w) > TOLERANCE * abs(w):
            yield _difference("regularize.wrong-rate", at, f"{f / w:.4g} times the penalty", "the penalty")


def _difference(code: str, at: int, found: str, wanted: str) -> Difference:
    return Difference(
        code, "training", f"found {found}, expected {wanted}", {"found": found, "wanted": wanted}, at
    )
