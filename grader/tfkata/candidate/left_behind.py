"""The untrusted side: what a call did to the models that it was given, for functions that return something else.

Only here can it be seen: the objects themselves never cross. Like every description it is checked by what follows from it.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np


class LeftBehind:
    """The models among the arguments of one call, and the optimizers that they came with."""

    def __init__(self, arguments: list[Any]) -> None:
        keras = sys.modules.get("keras")
        self._models = [part for part in arguments if keras is not None and isinstance(part, keras.Model)]
        self._optimizers = [getattr(model, "optimizer", None) for model in self._models]

    def described(self) -> list[dict[str, Any]]:
        """For each model its `weights`, whether it has the `same_optimizer`, and that one's number of `steps`."""
        return [
            {
                "weights": [np.asarray(weight, np.float32) for weight in model.get_weights()],
                "same_optimizer": getattr(model, "optimizer", None) is optimizer,
                "steps": _steps(optimizer),
            }
            for model, optimizer in zip(self._models, self._optimizers, strict=True)
        ]


def _steps(optimizer: Any) -> int:
    return int(np.asarray(optimizer.iterations)) if optimizer is not None else 0
