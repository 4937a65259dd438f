"""What a warm process imports before it forks, and what it puts off.

`import keras` brings in scikit-learn, matplotlib and IPython for three corners of itself. That is over a quarter of the
time that a learner waits for the first verdict. Here those corners are modules without content, until an
attribute of theirs is looked up; then they are as they would have been. Standard library only.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from typing import Any

PRELOADED = {
    "numpy": ("hypothesis", "hypothesis.extra.numpy"),  # for the examiners, one of which starts for every job
    "tensorflow": ("keras", "tensorflow"),
}
PUT_OFF = frozenset(
    {
        "IPython",
        "keras.src.visualization",
        "keras.visualization",
        "keras.wrappers",
        "keras._tf_keras.keras.visualization",
        "keras._tf_keras.keras.wrappers",
    }
)


class Deferred(types.ModuleType):
    """A module whose code runs when an attribute is missing that is no dunder.

    The import system sets the dunders beforehand. So whoever goes through `sys.modules` and asks each for its
    `__file__`, as `inspect` does, loads nothing; `importlib.util.LazyLoader` would load then.
    """

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        self.__class__ = types.ModuleType  # type: ignore[assignment]
        assert self.__spec__ is not None
        assert isinstance(self.__spec__.loader, _Later)
        self.__spec__.loader.real.exec_module(self)
        return getattr(self, name)


class _Later(importlib.abc.Loader):
    def __init__(self, real: importlib.abc.Loader) -> None:
        self.real = real

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return Deferred(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing yet."""


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname not in self._names:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Later(spec.loader)
        return spec


def defer(names: frozenset[str] = PUT_OFF) -> None:
    """From now on these modules, where this process has not imported them yet, are loaded when they are used."""
    sys.meta_path.insert(0, _Finder(names))
