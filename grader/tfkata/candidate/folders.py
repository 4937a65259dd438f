"""The untrusted side: folders that a call is given, written before it in the candidate's work folder and removed after it."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tfkata.wire.folders import MAX_PLACES, Folder

Places = dict[str, tuple[int, int]]


class Folders:
    """Those of one call. Leaving the `with` block removes them."""

    def __init__(self) -> None:
        self._roots: list[str] = []

    def __enter__(self) -> Folders:
        return self

    def __exit__(self, *_: object) -> None:
        for root in self._roots:
            shutil.rmtree(root, ignore_errors=True)

    def write(self, folder: Folder) -> str:
        """The path of a new folder with these files. Nothing that lies about already is followed or written over."""
        root = tempfile.mkdtemp(prefix="pictures-")
        self._roots.append(root)
        for path in folder.empty:
            Path(root, path).mkdir(parents=True, exist_ok=True)
        for path, content in folder.files.items():
            place = Path(root, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as file:
                file.write(content)
        return root

    def places(self) -> Places:
        """What is in the folders now: size and time of the last change of each file, and every folder."""
        found: Places = {}
        for root in map(Path, self._roots):
            for place in itertools.islice(_inside(root), 2 * MAX_PLACES):
                with contextlib.suppress(OSError):
                    seen = place.lstat()
                    folder = stat.S_ISDIR(seen.st_mode)
                    found[str(place)] = (seen.st_mode, 0) if folder else (seen.st_size, seen.st_mtime_ns)
        return found


def _inside(folder: Path) -> Iterator[Path]:
    """The folder and what is in it; nothing behind a link, which may lead to everything there is."""
    yield folder
    if folder.is_symlink() or not folder.is_dir():
        return
    for base, folders, files in os.walk(folder):
        yield from (Path(base, name) for name in (*folders, *files))
