"""What a learner has passed so far, remembered in `.tfkata/progress.json` of the workspace.

A convenience for `list`, `hint` and `solution`, never evidence: grades come from grading. The folder may be somebody else's, so
no link in it is followed, nothing but a small file is read, and a note takes the place of what was there, not its target.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tfkata.catalog import records
from tfkata.errors import UsageError
from tfkata.files import reading
from tfkata.files.locks import turn
from tfkata.files.writing import replace_file
from tfkata.results import ExerciseResult, Outcome

LARGEST = 64 * 1024
NAME, LOCK = "progress.json", "progress.lock"
BELOW = ("exercises", "notebooks")  # the folders of a workspace that answers lie in
BESIDE = ("review", "drills")  # folders that tfkata makes beside `exercises`


@dataclass(frozen=True, slots=True)
class Failed:
    """The check that failed first when an exercise was judged last, and the misconception it found."""

    check: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Hinted:
    """How many hints of an exercise have been shown, and the failure that was hinted at last."""

    shown: int = 0
    about: Failed | None = None


@dataclass(slots=True)
class Progress:
    """What is remembered, by exercise id. `points` are the most that were ever reached."""

    passed: set[str] = field(default_factory=set)
    points: dict[str, float] = field(default_factory=dict)
    failed: dict[str, Failed] = field(default_factory=dict)
    hinted: dict[str, Hinted] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "passed": sorted(self.passed)}

    def add(self, result: ExerciseResult) -> None:
        """Take note of one more result."""
        exercise = records.exercises().get(result.id)
        whole = exercise is not None and len(result.checks) == len(exercise.checks)
        if whole:
            self.points[result.id] = max(result.points, self.points.get(result.id, 0.0))
        if whole and result.outcome is Outcome.PASSED:
            self.passed.add(result.id)
            self.hinted.pop(result.id, None)
        begun = [check for check in result.checks if check.outcome is not Outcome.NOT_ATTEMPTED]
        first = next((check for check in begun if not check.passed), None)
        if first is not None and first.outcome is not Outcome.GRADER_ERROR:
            self.failed[result.id] = Failed(first.id, first.misconception or "")
        elif begun:
            self.failed.pop(result.id, None)


def of(folder: Path) -> Progress:
    """Read what is remembered; of a damaged or missing note, what can be understood."""
    try:
        noted = json.loads(_read(folder))
    except (UsageError, OSError, ValueError, RecursionError):
        return Progress()
    return Progress(
        passed={name for name in _list(noted, "passed") if isinstance(name, str)},
        points={name: float(one) for name, one in _dict(noted, "points").items() if _is_number(one)},
        failed={name: one for name, found in _dict(noted, "failed").items() if (one := _failed(found))},
        hinted={name: _hinted(found) for name, found in _dict(noted, "hinted").items()},
    )


def passed(folder: Path) -> set[str]:
    """Ids of the exercises that have passed in this folder; a damaged or missing note counts as none."""
    return of(folder).passed


def note(folder: Path, results: list[ExerciseResult]) -> None:
    """Remember what has passed, the points reached and what failed. A folder that cannot be written to is no reason to fail."""
    with _in_turn(folder):
        known = of(folder)
        before = known.to_json()
        for result in results:
            known.add(result)
        _keep(folder, known, before)


def hinted(folder: Path, exercise_id: str, hint: Hinted) -> None:
    """Remember which hints have been shown."""
    with _in_turn(folder):
        known = of(folder)
        before = known.to_json()
        known.hinted[exercise_id] = hint
        _keep(folder, known, before)


def begin_again(folder: Path, exercise_id: str) -> None:
    """Forget what failed and which hints were shown. What has passed has passed."""
    with _in_turn(folder):
        known = of(folder)
        before = known.to_json()
        known.failed.pop(exercise_id, None)
        known.hinted.pop(exercise_id, None)
        _keep(folder, known, before)


@contextlib.contextmanager
def _in_turn(folder: Path) -> Iterator[None]:
    """Two watches, or a check beside one, lose nothing of each other; where nothing can be locked, one may."""
    lock = state_folder(folder) / LOCK
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            if not lock.parent.is_symlink():
                stack.enter_context(turn(lock))
        yield


def _keep(folder: Path, known: Progress, before: dict[str, Any]) -> None:
    if known.to_json() == before:
        return
    try:
        write(folder, NAME, json.dumps(known.to_json(), indent=1) + "\n")
    except (UsageError, OSError):
        return


def root(folder: Path) -> Path:
    """The workspace that a folder with answers belongs to."""
    place = folder.resolve()
    beside = place.name in BESIDE and (place.parent / "exercises").is_dir()
    return place.parent if place.name in BELOW or beside else folder


def state_folder(folder: Path) -> Path:
    """Where tfkata keeps what it remembers of the workspace that a folder belongs to."""
    return root(folder) / ".tfkata"


def _file(folder: Path) -> Path:
    return state_folder(folder) / NAME


def _read(folder: Path) -> str:
    """Raises SubmissionError or OSError where there is no note that could be ours."""
    file = _file(folder)
    if file.parent.is_symlink():
        raise OSError
    return reading.read_text(file, limit=LARGEST)


def write(folder: Path, name: str, text: str) -> None:
    """Write a note of this name into the workspace. A workspace that was moved away is not made again under its old name.

    Raises:
        UsageError, OSError: it cannot be written.
    """
    file = state_folder(folder) / name
    if file.parent.is_symlink() or not file.parent.parent.is_dir():
        raise OSError
    replace_file(file, text)


def _list(noted: Any, name: str) -> list[Any]:
    found = noted.get(name) if isinstance(noted, dict) else None
    return found if isinstance(found, list) else []


def _dict(noted: Any, name: str) -> dict[str, Any]:
    found = noted.get(name) if isinstance(noted, dict) else None
    return found if isinstance(found, dict) else {}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e6


def _failed(noted: Any) -> Failed | None:
    found = noted if isinstance(noted, dict) else {}
    check, code = found.get("check"), found.get("code", "")
    return Failed(check, code) if isinstance(check, str) and isinstance(code, str) else None


def _hinted(noted: Any) -> Hinted:
    found = noted if isinstance(noted, dict) else {}
    shown = found.get("shown", 0)
    return Hinted(int(shown) if _is_number(shown) else 0, _failed(found.get("about")))
