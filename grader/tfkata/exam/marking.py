"""One saved model in, one mark out: through the runner, as an answer to any exercise goes.

The saved file is read by a confined process and evaluated by the examiner (`tfkata.curriculum.d_exam.checks`), with one thread,
so that the number of cores makes no difference to how numbers are added up.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from tfkata.catalog import records
from tfkata.errors import GraderError
from tfkata.exam.statement import EXERCISE
from tfkata.results import Outcome
from tfkata.running.runner import Runner
from tfkata.settings import Settings

CHECK = "score"
_SOURCE = '"""What is to be marked, written by tfkata."""\n\n\ndef asked():\n    return {asked!r}\n'


@dataclass(frozen=True)
class Mark:
    """A score from 0 to 5. Without a figure, the file could not be judged, and `message` says why.

    `code`, `message` and `hint` say what lies behind a score below 5, where that is known.
    """

    score: int
    figure: float | None = None
    uncertainty: float | None = None
    samples: int | None = None
    message: str = ""
    code: str | None = None
    hint: str | None = None


def conditions(*, sandbox: str = "auto", patience: float = 1.0) -> Settings:
    """How models are marked."""
    return Settings(threads=1, sandbox=sandbox, patience=patience)


def mark(runner: Runner, task_id: str, file: Path, sha256: str, called: str) -> Mark:
    """Mark a file of our own keeping, which has this hash; messages call it `called`.

    Raises:
        GraderError: tfkata itself, or this machine, failed.
    """
    record = records.find(EXERCISE)
    asked = {"task": task_id, "path": str(file.absolute()), "sha256": sha256, "called": called}
    with contextlib.closing(runner.begin(record, _SOURCE.format(asked=asked), called)) as session:
        found = session.check(record.checks[0])
    if found.outcome is Outcome.GRADER_ERROR:
        raise GraderError(found.message)
    if "score" not in found.measured:
        return Mark(0, message=found.message, code=found.misconception, hint=found.hint)
    numbers = found.measured
    return Mark(
        int(numbers["score"]),
        numbers["value"],
        numbers["uncertainty"],
        int(numbers["samples"]),
        found.message,
        found.misconception,
        found.hint,
    )
