"""What a learner has passed so far, remembered in `.tfkata/progress.json` of the workspace.

A convenience for `list` and `solution`, never evidence: grades come from grading.
"""

from __future__ import annotations

import json
from pathlib import Path

from grader.results import ExerciseResult, Outcome


def _file(folder: Path) -> Path:
    workspace = folder.resolve().parent if folder.resolve().name == "exercises" else folder
    return workspace / ".tfkata" / "progress.json"


def passed(folder: Path) -> set[str]:
    """Ids of the exercises that have passed in this folder; a damaged or missing note counts as none."""
    try:
        noted = json.loads(_file(folder).read_text("utf-8"))
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
        _file(folder).parent.mkdir(exist_ok=True)
        _file(folder).write_text(json.dumps({"passed": sorted(known)}, indent=1) + "\n", "utf-8")
    except OSError:
        return
