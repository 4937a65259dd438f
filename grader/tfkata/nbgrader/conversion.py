"""One submission through nbgrader's own conversion, and why it failed where it did: the learner's doing, or not."""

from __future__ import annotations

import logging
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import setenv
from sqlalchemy.exc import SQLAlchemyError

from tfkata.catalog.records import Exercise
from tfkata.errors import GraderError
from tfkata.nbgrader import gradebook, handed_in
from tfkata.nbgrader.isolated import Isolated
from tfkata.nbgrader.submitted import Submission
from tfkata.results import ExerciseResult
from tfkata.running.runner import Runner
from tfkata.settings import READING_SECONDS

LONGEST = 300
_GRADEBOOK_LOG = (
    "tornado.application"  # where nbgrader's gradebook tells of its errors, with a page of traceback each
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a submission has no new score; `ours`: it is not the learner's doing, so it is no result."""

    reason: str
    ours: bool = False


class Judged:
    """Hands out results that are there already; a text that cleaning up has changed is judged on the spot."""

    def __init__(self, results: dict[tuple[str, str], ExerciseResult], runner: Runner) -> None:
        self._results, self._runner = results, runner

    def __call__(self, exercise: Exercise, text: str) -> ExerciseResult:
        found = self._results.get((exercise.id, text))
        return found or judge((exercise, text), self._runner)


def judge(pair: tuple[Exercise, str], runner: Runner) -> ExerciseResult:
    exercise, text = pair
    return runner.grade_text(exercise, text, f"{exercise.id}.ipynb")


class Conversion:
    """Converts the submissions of one application, one after another."""

    def __init__(self, app: AutogradeApp) -> None:
        self._app = app
        self._log = _Log()
        for log in (app.log, logging.getLogger(_GRADEBOOK_LOG)):
            log.handlers, log.propagate = [self._log], False
        self._seconds = Isolated(parent=app).settings().reading_seconds

    def convert(self, submission: Submission, judged: Judged) -> Problem | None:
        """Write a learner's scores and graded notebooks; why that failed, if it did."""
        self._log.clear()
        converter = _One(coursedir=self._app.coursedir, parent=self._app)
        converter.only, converter.seconds, converter.force = str(submission.folder), self._seconds, True
        Isolated.judge = judged
        try:
            with warnings.catch_warnings():  # nbgrader makes SQLAlchemy warn of every new student
                warnings.simplefilter("ignore")
                converter.start()
        except (NbGraderException, SQLAlchemyError, OSError, ValueError) as error:
            return self._problem(error)
        finally:
            Isolated.judge = None
        return None

    def _problem(self, error: Exception) -> Problem:
        """nbgrader logs most errors and raises another one later, so that both are asked what was behind them."""
        causes = [*self._log.caught, *_behind(error)]
        for cause in causes:  # a fault of the gradebook draws others after it: the first is the one to mend
            if isinstance(cause, gradebook.FAULTS):
                return Problem(f"the gradebook could not be written: {gradebook.advice(cause)}", ours=True)
        for cause in causes:
            if isinstance(cause, GraderError | OSError):
                return Problem(str(cause)[:LONGEST], ours=True)
        return Problem(self._log.reason() or str(error))


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """An error after those that led to it."""
    if error is not None:
        yield from _behind(error.__cause__ or error.__context__)
        yield error


class _One(Autograde):  # type: ignore[misc]
    """Converts a single submission without looking through all of them.

    nbgrader converts each notebook twice, since what it executes must lie on the disk; nothing is executed here, so
    that one pass does for both lists of preprocessors, and no notebook is ever there cleaned but not graded.
    """

    only = ""
    seconds = READING_SECONDS

    def init_notebooks(self) -> None:
        self.assignments = {self.only: [str(path) for path in handed_in.notebooks(Path(self.only))]}

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        super().init_assignment(assignment_id, student_id)
        if not handed_in.timestamp(
            Path(self.only)
        ):  # nbgrader would keep the date of an earlier run, and its penalty
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as book:
                book.update_or_create_submission(assignment_id, student_id, timestamp=None)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        path = Path(notebook_filename)
        resources = self.init_single_notebook_resources(notebook_filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        self.exporter._preprocessors = []
        for preprocessor in (*self.sanitize_preprocessors, *self.autograde_preprocessors):
            self.exporter.register_preprocessor(preprocessor)
        with setenv(NBGRADER_EXECUTION="autograde"):
            read = handed_in.notebook(path, self.seconds)
            output, resources = self.exporter.from_notebook_node(read, resources)
        self.write_single_notebook(output, resources)


class _Log(logging.Handler):
    """Keeps what nbgrader says about a submission, and the error that it says it about, for when it fails."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []
        self.caught: list[BaseException] = []

    def clear(self) -> None:
        self.lines, self.caught = [], []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += record.getMessage().strip().splitlines()
        self.caught += _behind(sys.exc_info()[1])

    def reason(self) -> str:
        """The last line of the traceback that nbgrader logged."""
        named = [line.strip() for line in self.lines if re.match(r"[\w.]*(Error|Exception|Entry)\b", line)]
        return named[-1][:LONGEST] if named else ""
