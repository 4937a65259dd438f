"""Whether the compiled loss of a model with one unit is binary cross-entropy, asked by outputs that are sure of a label."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

SURE, SURE_LOGIT = 1e-6, 20.0
LEAST_COST = 5.0


def asked() -> list[tuple[np.ndarray, np.ndarray]]:
    """(label, output), each (1, 1): a sure error of each class, a sure answer, an undecided one; as probabilities, then as logits."""
    pairs = []
    for low, middle, high in ((SURE, 0.5, 1 - SURE), (-SURE_LOGIT, 0.0, SURE_LOGIT)):
        pairs += [(1.0, low), (0.0, high), (1.0, high), (0.0, low), (1.0, middle), (0.0, middle)]
    return [(np.array([[label]], np.float32), np.array([[output]], np.float32)) for label, output in pairs]


def cost_as_cross_entropy(losses: Any, *, logits: bool) -> bool:
    """Whether the losses of `asked()`, as a candidate told them, are those of cross-entropy.

    Sure errors cost much, sure answers little, and an undecided one neither next to nothing, as with a focal loss, nor as much
    more as with a hinge.
    """
    costs = [c if isinstance(c, float) else math.nan for c in (losses if isinstance(losses, list) else [])]
    if len(costs) != 12:
        return False
    costs = costs[6:] if logits else costs[:6]
    errors, answers, undecided = costs[:2], costs[2:4], costs[4:]
    share = math.log(2) / (SURE_LOGIT if logits else -math.log(SURE))
    fair = all(
        share / 2 * error < cost < 1.2 * share * error for cost, error in zip(undecided, errors, strict=True)
    )
    return min(errors) > LEAST_COST and max(answers) < 1 and fair
