"""What a process imports before it becomes a candidate, and what it puts off.

`import keras` brings in scikit-learn, matplotlib and IPython for three corners of itself. That is over a quarter of the
time that a learner waits for the first verdict. Here those corners are modules without content, until an
attribute of theirs is looked up; then they are as they would have been. Standard library only.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import os
import sys
import types
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

AHEAD = "ahead"  # in place of a candidate's conditions: they come later, and on its channel
PRELOADED = {"numpy": (), "tensorflow": ("keras", "tensorflow")}
# What is imported before the first answer that mentions it: always before, so that an answer which forgets
# `import sklearn.metrics` gets the same verdict whatever was graded before it.
EXTRAS = {
    "sklearn": ("sklearn.metrics", "sklearn.model_selection", "sklearn.preprocessing"),
    "scipy": ("scipy.sparse", "scipy.special", "scipy.stats"),
    "matplotlib": ("matplotlib.pyplot", "matplotlib.backends.backend_agg"),
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

    The import system sets the dunders beforehand. So code that goes through
    `sys.modules` and asks each for its `__file__`, as `inspect` does, loads nothing; `importlib.util.LazyLoader` would
    load the module.
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


def load(modules: Iterable[str]) -> None:
    """Import modules without the lines that TensorFlow then prints.

    One that is missing or broken is left to the learner's code, which will be told.
    """
    missing = [name for name in modules if name not in sys.modules]
    if not missing:
        return
    with silence():
        for name in missing:
            with contextlib.suppress(Exception):
                importlib.import_module(name)


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Nothing that this process writes to its standard streams is heard, also from C++, for as long as the block takes."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    kept = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        yield
    finally:
        for descriptor, original in zip((1, 2), kept, strict=True):
            os.dup2(original, descriptor)
            os.close(original)
        os.close(nowhere)
