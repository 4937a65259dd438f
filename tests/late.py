"""Modules that are imported at their first use: collecting the tests must not wait for TensorFlow."""

from __future__ import annotations

import importlib
from typing import Any


class Late:
    """Stands for a module; every attribute is the module's."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith(("_", "pytest", "is_hypothesis")):  # pytest looking for its own marks
            raise AttributeError(attribute)
        return getattr(importlib.import_module(self._name), attribute)


keras = Late("keras")
layers = Late("keras.layers")
ops = Late("keras.ops")
tensorflow = Late("tensorflow")
architecture = Late("tfkata.architecture")
strategies = Late("tests.architecture.strategies")
