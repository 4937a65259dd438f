"""Modules and versions stay findable behind the walls, where the folders that they lie in can no longer be listed.

Python lists such a folder once and again whenever the folder's date has changed: somebody installs a package, or the first run
after an installation writes `__pycache__` there. From behind the walls that listing fails, and every module not yet loaded would
be missing. So what was listed last is kept.
"""

from __future__ import annotations

import functools
import importlib.metadata
import os
import sys
from importlib.machinery import FileFinder, PathFinder
from typing import Any

_NOBODYS = "tfkata_no_such_module"


class _Remembering(FileFinder):
    """Finds modules in a folder by its last listing that succeeded."""

    def _fill_cache(self) -> None:
        try:
            os.listdir(self.path)  # noqa: PTH208
        except OSError:
            return
        super()._fill_cache()  # type: ignore[misc]


def remember() -> None:
    """List every folder that modules are imported from, and keep that for when they cannot be listed.

    To be called before the walls stand, and again in a child that was forked long afterwards.
    """
    _keep_versions()
    PathFinder.find_spec(_NOBODYS)  # makes a finder for each folder, and has each look into its own
    for finder in list(sys.path_importer_cache.values()):
        if type(finder) is FileFinder:
            finder.__class__ = _Remembering
    list(importlib.metadata.distributions(name=_NOBODYS))


@functools.cache
def _keep_versions() -> None:
    """Many packages ask for their own version when they are imported; `importlib.metadata` lists the folders for itself."""
    lister: Any = getattr(importlib.metadata, "FastPath", None)
    if (
        lister is None
    ):  # a later Python may do it in another way: then a date that has changed is not survived
        return
    listed: dict[str, list[str]] = {}
    children = lister.children

    def remembered(self: Any) -> list[str]:
        found = list(children(self))
        if found:
            listed[self.root] = found
        return found or listed.get(self.root, [])

    lister.children = remembered
