"""Several tries of one learner, each in a folder of its own (Teams' `Version 2`, Schoology's `Revision 2 - Late`): the last counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from tfkata.submissions.contents import Contents, Entry

_TRY = re.compile(r"(?:version|revision) (?P<number>\d+)(?: - (?P<when>.+))?", re.I)


class LastTry:
    """Contents in which everything of an earlier try is refused."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    def entries(self) -> list[Entry]:
        found = self._contents.entries()
        last = _last(entry.path for entry in found)
        return [_marked(entry, last) for entry in found]

    def read(self, entry: Entry) -> bytes:
        return self._contents.read(entry)


def is_late(paths: Iterable[PurePosixPath]) -> bool:
    """Whether a last try is called late."""
    last = _last(paths)
    return any((_TRY.fullmatch(name) or {"when": ""})["when"] in ("Late", "late") for name in last.values())


def _last(paths: Iterable[PurePosixPath]) -> dict[PurePosixPath, str]:
    """By the folder in which tries lie: the name of the last."""
    last: dict[PurePosixPath, tuple[int, str]] = {}
    for path in paths:
        for folder in path.parents:
            if (found := _TRY.fullmatch(folder.name)) is not None:
                this = int(found["number"]), folder.name
                last[folder.parent] = max(this, last.get(folder.parent, this))
    return {parent: name for parent, (_, name) in last.items()}


def _marked(entry: Entry, last: dict[PurePosixPath, str]) -> Entry:
    for folder in entry.path.parents:
        counts = last.get(folder.parent)
        if counts is not None and _TRY.fullmatch(folder.name) and folder.name != counts:
            return replace(entry, refused=f"belongs to an earlier try; `{counts}` counts")
    return entry
