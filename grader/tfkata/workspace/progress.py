"""What a learner has passed so far, remembered in `.tfkata/progress.json` of the workspace.

A convenience for `list` and `solution`, never evidence: grades come from grading. The folder may be somebody else's, so
no link in it is followed, nothing but a small file is read, and a note takes the place of what was there, not its target.
"""

from __future__ import annotations

import json
import os
import stat
import tempfile
from pathlib import Path

from tfkata.results import ExerciseResult, Outcome

LARGEST = 64 * 1024


def _file(folder: Path) -> Path:
    workspace = folder.resolve().parent if folder.resolve().name == "exercises" else folder
    return workspace / ".tfkata" / "progress.json"


def _read(folder: Path) -> str:
    """Raises OSError or ValueError where there is no note that could be ours."""
    file = _file(folder)
    if file.parent.is_symlink():
        raise OSError
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError
        return opened.read(LARGEST).decode("utf-8")


def _write(folder: Path, text: str) -> None:
    """Raises OSError."""
    file = _file(folder)
    file.parent.mkdir(exist_ok=True)
    if file.parent.is_symlink():
        raise OSError
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".progress-")
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)
    os.replace(name, file)  # noqa: PTH105  (of two names, one is a text)


def passed(folder: Path) -> set[str]:
    """Ids of the exercises that have passed in this folder; a damaged or missing note counts as none."""
    try:
        noted = json.loads(_read(folder))
        return {str(name) for name in noted["passed"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def note(folder: Path, results: list[ExerciseResult]) -> None:
    """Remembers what has passed. A folder that cannot be written to is no reason to fail."""
    before = passed(folder)
    known = before | {r.id for r in results if r.outcome is Outcome.PASSED}
    if known == before:
        return
    try:
        _write(folder, json.dumps({"passed": sorted(known)}, indent=1) + "\n")
    except OSError:
        return
