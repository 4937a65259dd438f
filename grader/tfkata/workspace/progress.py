"""What a learner has passed so far, remembered in `.tfkata/progress.json` of the workspace.

A convenience for `list` and `solution`, never evidence: grades come from grading. The folder may be somebody else's, so
no link in it is followed, nothing but a small file is read, and a note takes the place of what was there, not its target.
"""

from __future__ import annotations

import json
from pathlib import Path

from tfkata.errors import UsageError
from tfkata.files import reading
from tfkata.files.writing import replace_file
from tfkata.results import ExerciseResult, Outcome

LARGEST = 64 * 1024
BESIDE = ("review", "drills")  # folders that tfkata makes beside `exercises`


def state_folder(folder: Path) -> Path:
    """Where tfkata keeps what it remembers of a work folder, or of a folder of exercises in it: `.tfkata`."""
    place = folder.resolve()
    beside = place.name in BESIDE and (place.parent / "exercises").is_dir()
    return (place.parent if place.name == "exercises" or beside else folder) / ".tfkata"


def _file(folder: Path) -> Path:
    return state_folder(folder) / "progress.json"


def _read(folder: Path) -> str:
    """Raises SubmissionError or OSError where there is no note that could be ours."""
    file = _file(folder)
    if file.parent.is_symlink():
        raise OSError
    return reading.read_text(file, limit=LARGEST)


def _write(folder: Path, text: str) -> None:
    """Raises UsageError or OSError."""
    file = _file(folder)
    if file.parent.is_symlink():
        raise OSError
    replace_file(file, text)


def passed(folder: Path) -> set[str]:
    """Ids of the exercises that have passed in this folder; a damaged or missing note counts as none."""
    try:
        noted = json.loads(_read(folder))
        return {str(name) for name in noted["passed"]}
    except (UsageError, OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()


def note(folder: Path, results: list[ExerciseResult]) -> None:
    """Remembers what has passed. A folder that cannot be written to is no reason to fail."""
    before = passed(folder)
    known = before | {r.id for r in results if r.outcome is Outcome.PASSED}
    if known == before:
        return
    try:
        _write(folder, json.dumps({"passed": sorted(known)}, indent=1) + "\n")
    except (UsageError, OSError):
        return
