"""A folder of files that a learner's function is given, as data: names and contents, checked where it is sent and where it is written.

The examiner makes it; the candidate writes it in its own work folder before the call (`tfkata.candidate.folders`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tfkata.errors import WireError
from tfkata.wire.codec import Described, megabytes

KIND = "folder"
MAX_PLACES = 2_000
MAX_DEPTH = 4
MAX_FILE, MAX_FILES = 4 * 2**20, 32 * 2**20
_NAME = re.compile(r"(?!\.+$)[A-Za-z0-9_.][A-Za-z0-9_. -]{0,79}(?<![. ])")
"""What every system calls the same, and no system takes for a way out."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Files by their path inside the folder, such as `cats/one.png`, in the order in which they are written; and folders without files.

    Raises:
        WireError: a path that leaves the folder or that not every system can have, or more than fits.
    """

    files: Mapping[str, bytes]
    empty: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if not all(type(content) is bytes for content in self.files.values()):
            raise WireError("a file whose content is not bytes")
        if len(self.files) + len(self.empty) > MAX_PLACES:
            raise WireError(
                f"a folder of {len(self.files) + len(self.empty):,} files (at most {MAX_PLACES:,} fit)"
            )
        sizes = [len(content) for content in self.files.values()]
        if max(sizes, default=0) > MAX_FILE or sum(sizes) > MAX_FILES:
            raise WireError(f"a folder of {megabytes(sum(sizes))}, its largest file {megabytes(max(sizes))}")
        _must_be_apart([_parts(path) for path in (*self.files, *self.empty)])

    @classmethod
    def read(cls, data: Mapping[Any, Any]) -> Folder:
        """The folder in the data of a `Described`.

        Raises:
            WireError: no such folder.
        """
        files, empty = data.get("files"), data.get("empty")
        if not isinstance(files, dict) or not isinstance(empty, list):
            raise WireError("not a folder")
        return cls(files, tuple(empty))

    def described(self) -> Described:
        return Described(KIND, {"files": dict(self.files), "empty": list(self.empty)})


def _parts(path: Any) -> tuple[str, ...]:
    parts = tuple(path.split("/")) if isinstance(path, str) else ("",)
    if len(parts) > MAX_DEPTH or not all(_NAME.fullmatch(part) for part in parts):
        raise WireError(f"a file may not be called {str(path)[:100]!r}")
    return parts


def _must_be_apart(paths: list[tuple[str, ...]]) -> None:
    """Some systems take Cats and cats for one; and a file holds no files."""
    known = [tuple(part.lower() for part in path) for path in paths]
    folders = {path[:depth] for path in known for depth in range(1, len(path))}
    spelt = {path[:depth] for path in paths for depth in range(1, len(path))}
    if len(set(known)) < len(known) or len(spelt) > len(folders) or folders.intersection(known):
        raise WireError("two files or folders of one name")
