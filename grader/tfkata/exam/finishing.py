"""The end of a sitting: the models that count are marked again for feedback, and the archive is written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tfkata.errors import GraderError
from tfkata.exam import archive, page, result
from tfkata.exam.journal import FINISH
from tfkata.exam.marking import Mark
from tfkata.exam.sitting import Marking, Sitting
from tfkata.files.writing import replace_file

RESULT, PAGE = "result.json", "report.html"


@dataclass(frozen=True)
class Finished:
    """The result, and the archive that holds everything."""

    result: dict[str, Any]
    archive: Path


def finish(sitting: Sitting, marking: Marking, now: datetime) -> Finished:
    """Close the journal, unless that was done, and write the report. Done again, it writes the same.

    Raises:
        GraderError: a model could not be marked here, or scores otherwise than when it was submitted. The exam is over anyway.
    """
    if not sitting.close_if_over(now):
        sitting.append(FINISH, {"by": "learner"}, now)
    found = result.of(sitting.entries, _feedback(sitting, marking))
    text = page.render(found)
    replace_file(sitting.folder / RESULT, json.dumps(found, indent=1) + "\n")
    replace_file(sitting.folder / PAGE, text)
    return Finished(found, archive.write(sitting, found, text))


def _feedback(sitting: Sitting, marking: Marking) -> dict[int, Mark]:
    marks = {}
    for number, task_id in enumerate(sitting.paper.tasks, start=1):
        entry = sitting.best(number).entry
        if entry is None:
            continue
        called = f"task{number}.keras"
        marks[number] = mark = marking(task_id, sitting.model_of(entry), entry.data["sha256"], called)
        if (mark.score, mark.figure) != (entry.data["score"], entry.data["figure"]):
            raise GraderError(
                f"task {number}: the same file scores {mark.score} now, not {entry.data['score']}"
            )
    return marks
