"""A whole class: judged in parallel, then converted by nbgrader one after another, so that one process alone writes
to the gradebook.

What is done is seen from what lies in `autograded/`: each check cell of a graded notebook says what it was graded
from. So a run that was killed goes on where it ended, and a submission that was changed is graded again.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import re
import sys
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import setenv
from sqlalchemy.exc import SQLAlchemyError

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import HostError, SubmissionError, UsageError
from tfkata.nbgrader import handed_in
from tfkata.nbgrader.isolated import Isolated, key
from tfkata.nbgrader.shown import MIME
from tfkata.results import ExerciseResult
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner
from tfkata.settings import READING_SECONDS
from tfkata.submissions import cell_ids, parsed
from tfkata.submissions.parsers import Budget


@dataclass(frozen=True, slots=True)
class Submission:
    """One learner's notebooks of the assignment, and the answers in them; `refused` says why it is not graded."""

    student: str
    folder: Path
    notebooks: tuple[str, ...] = ()
    answers: tuple[tuple[Exercise, str], ...] = ()
    refused: str = ""


@dataclass(slots=True)
class Tally:
    """How far a run is: students by what became of them. `notes` is what to know of one that was graded."""

    total: int = 0
    graded: list[str] = field(default_factory=list)
    there_already: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def done(self) -> int:
        return len(self.graded) + len(self.there_already) + len(self.failed)


class Class:
    """The submissions of one assignment in a course folder.

    Raises:
        UsageError: no course folder, no such assignment, or it is not graded in isolation there.
    """

    def __init__(self, course: Path, assignment: str) -> None:
        self._app = _app(course, assignment)
        self._log = _Log()
        self._app.log.handlers, self._app.log.propagate = [self._log], False
        if not any("Isolated" in str(name) for name in Autograde(parent=self._app).autograde_preprocessors):
            raise UsageError(
                f"{course}/nbgrader_config.py: tfkata.nbgrader.isolated.Isolated is not among "
                "c.Autograde.autograde_preprocessors: `tfkata nbgrader init` writes a configuration that has it"
            )
        self.settings = Isolated(parent=self._app).settings()
        self._assignment = assignment

    def submissions(self, *, jobs: int = 1) -> list[Submission]:
        """Everything handed in, by student; `jobs` are read at once, so that a slow one holds up few.

        Raises:
            UsageError: nothing was.
        """
        folders, converter = self._app.coursedir, self._converter()
        pattern = converter._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        everybody = converter._format_source(self._assignment, "*")
        excluded = folders.student_id_exclude.split(",")
        found = []
        for folder in sorted(Path(folders.root).glob(os.path.relpath(everybody, folders.root))):
            matched = re.fullmatch(pattern, str(folder))
            if matched is not None and folder.is_dir() and matched["student"] not in excluded:
                found.append((matched["student"], folder))
        if not found:
            raise UsageError(f"{everybody}: nothing was handed in for '{self._assignment}'")
        seconds = self.settings.reading_seconds
        with ThreadPoolExecutor(max(2, jobs), thread_name_prefix="tfkata-read") as readers:
            return list(readers.map(lambda one: submission_of(*one, seconds=seconds), found))

    def is_done(self, submission: Submission) -> bool:
        """Whether what lies in `autograded/` was graded from this submission, by these exercises."""
        folder = Path(self._converter()._format_dest(self._assignment, submission.student))
        wanted = {(exercise.id, key(exercise, text, self.settings)) for exercise, text in submission.answers}
        asked = {
            exercise for exercise, _ in wanted
        }  # beside them may lie copies that nbgrader does not grade
        graded = {pair for path in folder.glob("*.ipynb") if path.stem in asked for pair in graded_from(path)}
        return bool(wanted) and wanted <= graded and all(answer for _, answer in graded)

    def grade(
        self, *, jobs: int, force: bool = False, tell: Callable[[Tally], None] = lambda _: None
    ) -> Tally:
        """Grades what is not done yet; `tell` hears of every submission. One that cannot be converted stops no other."""
        submissions = self.submissions(jobs=jobs)
        released, scored = self._in_gradebook()
        tally = Tally(total=len(submissions))
        waiting = []
        for submission in submissions:
            reason = submission.refused or _unknown(submission, released)
            if reason and (submission.refused or released.isdisjoint(submission.notebooks)):
                tally.failed[submission.student] = reason
            elif not force and submission.student in scored and self.is_done(submission):
                tally.there_already.append(submission.student)
            else:
                waiting.append(submission)
            if reason and submission.student not in tally.failed:
                tally.notes[submission.student] = reason
        tell(tally)
        with _one_engine(), Runner(self.settings) as runner:
            runner.prepare([pair for submission in waiting for pair in submission.answers])
            for submission, results in _judged(waiting, runner, jobs):
                problem = self._convert(submission, _Judged(results, runner))
                if problem is None:
                    tally.graded.append(submission.student)
                else:
                    tally.failed[submission.student] = problem
                tell(tally)
        return tally

    def _in_gradebook(self) -> tuple[set[str], set[str]]:
        """Names of the released notebooks, and the students with a submission: who deletes the gradebook wants
        everything graded again."""
        with _gradebook_told(), Gradebook(self._app.coursedir.db_url) as gradebook:
            try:
                assignment = gradebook.find_assignment(self._assignment)
            except MissingEntry:
                raise UsageError(
                    f"{self._assignment}: not in the gradebook: "
                    f"`nbgrader generate_assignment {self._assignment}` comes first"
                ) from None
            released = {notebook.name for notebook in assignment.notebooks}
            return released, {one.student_id for one in gradebook.assignment_submissions(self._assignment)}

    def _convert(self, submission: Submission, judge: _Judged) -> str | None:
        """nbgrader's own conversion of one submission; why it failed, if it did."""
        self._log.lines.clear()
        converter = self._converter(submission)
        Isolated.judge = judge
        try:
            with warnings.catch_warnings():  # nbgrader makes SQLAlchemy warn of every new student
                warnings.simplefilter("ignore")
                converter.start()
        except (NbGraderException, SQLAlchemyError, OSError, ValueError) as error:
            database = error if isinstance(error, SQLAlchemyError) else error.__context__
            if isinstance(database, SQLAlchemyError):  # nbgrader itself takes it for a schema that is too old
                return f"tfkata could not write to the gradebook: {_gradebook_advice(database)}"
            return self._log.reason() or str(error)
        finally:
            Isolated.judge = None
        return None

    def _converter(self, submission: Submission | None = None) -> Autograde:
        if submission is None:
            return Autograde(coursedir=self._app.coursedir, parent=self._app)
        converter = _One(coursedir=self._app.coursedir, parent=self._app)
        converter.only = str(submission.folder)
        converter.seconds = self.settings.reading_seconds
        converter.force = True
        return converter


class _One(Autograde):  # type: ignore[misc]
    """Converts a single submission without looking through all of them.

    nbgrader converts each notebook twice, since what it executes must lie on the disk; nothing is executed here, so
    that one pass does for both lists of preprocessors, and no notebook is ever there cleaned but not graded.
    """

    only = ""
    seconds = READING_SECONDS

    def init_notebooks(self) -> None:
        self.assignments = {self.only: [str(path) for path in handed_in.notebooks(Path(self.only))]}

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


@contextlib.contextmanager
def _one_engine() -> Iterator[None]:
    """nbgrader opens the gradebook some fifteen times a submission; with an engine of SQLAlchemy each time, every
    statement would be compiled again each time."""
    create = api.create_engine
    api.create_engine = functools.cache(create)
    try:
        yield
    finally:
        api.create_engine = create


@contextlib.contextmanager
def _gradebook_told() -> Iterator[None]:
    """A gradebook that cannot be used is no bug of anybody's."""
    try:
        yield
    except SQLAlchemyError as error:
        raise HostError(f"the gradebook cannot be used: {_gradebook_advice(error)}") from None


def _gradebook_advice(error: SQLAlchemyError) -> str:
    why = str(getattr(error, "orig", None) or error).splitlines()[0]
    return (
        f"{why}: close what else uses it (formgrader, another `nbgrader` command), see that it can be written to and that its "
        "disk has room, and run the same command again: what was graded is not graded twice"
    )


class _Judged:
    """Hands out results that are there already; a text that cleaning up has changed is judged on the spot."""

    def __init__(self, results: dict[tuple[str, str], ExerciseResult], runner: Runner) -> None:
        self._results, self._runner = results, runner

    def __call__(self, exercise: Exercise, text: str) -> ExerciseResult:
        found = self._results.get((exercise.id, text))
        return found or _judge((exercise, text), self._runner)


class _Log(logging.Handler):
    """Keeps what nbgrader says about a submission, for when it fails."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += record.getMessage().strip().splitlines()

    def reason(self) -> str:
        """The last line of the traceback that nbgrader logged."""
        named = [line.strip() for line in self.lines if re.match(r"[\w.]*(Error|Exception|Entry)\b", line)]
        return named[-1][:300] if named else ""


def _judged(
    submissions: list[Submission], runner: Runner, jobs: int
) -> Iterator[tuple[Submission, dict[tuple[str, str], ExerciseResult]]]:
    """Each submission as soon as all its answers are judged; equal answers are judged once."""
    ready: dict[tuple[str, str], ExerciseResult] = {}
    waits: dict[tuple[str, str], list[int]] = defaultdict(list)
    texts: dict[tuple[str, str], tuple[Exercise, str]] = {}
    missing = []
    for number, submission in enumerate(submissions):
        wanted = {(exercise.id, text): (exercise, text) for exercise, text in submission.answers}
        texts |= wanted
        missing.append(len(wanted))
        for name in wanted:
            waits[name].append(number)
        if not wanted:
            yield submission, ready
    for pair, result in in_parallel(list(texts.values()), _judge, runner, jobs=jobs):
        name = (pair[0].id, pair[1])
        ready[name] = result
        for number in waits[name]:
            missing[number] -= 1
            if missing[number] == 0:
                yield submissions[number], ready


def _judge(pair: tuple[Exercise, str], runner: Runner) -> ExerciseResult:
    exercise, text = pair
    return runner.grade_text(exercise, text, f"{exercise.id}.ipynb")


def submission_of(student: str, folder: Path, *, seconds: float = READING_SECONDS) -> Submission:
    """What one learner handed in, read in so many seconds of CPU.

    Raises:
        GraderError: this machine lets nothing be read.
    """
    budget = Budget(seconds)
    reason = handed_in.refused(folder)
    paths = [] if reason else handed_in.notebooks(folder)
    if not paths:
        return Submission(student, folder, refused=reason or "no notebook was handed in")
    names = tuple(path.stem for path in paths)
    try:
        return Submission(
            student, folder, names, tuple(pair for path in paths for pair in _answers(path, budget))
        )
    except SubmissionError as error:
        return Submission(student, folder, names, refused=str(error))


def _answers(path: Path, budget: Budget) -> Iterator[tuple[Exercise, str]]:
    """What a submitted notebook answers.

    Raises:
        SubmissionError: it is no notebook.
    """
    exercise = records.exercises().get(path.stem)
    if exercise is not None:
        content = handed_in.content(path)
        texts = parsed.answers(content, path.name, [exercise], budget, form="nbgrader")
        yield exercise, texts[exercise.id]


def _unknown(submission: Submission, released: set[str]) -> str:
    """Says so where a notebook was handed in under a name that nbgrader does not grade, and one is missing."""
    others = [f"{name}.ipynb" for name in submission.notebooks if name not in released]
    missing = sorted(f"{name}.ipynb" for name in released.difference(submission.notebooks))
    if not others or not missing:
        return ""
    return f"{', '.join(others)}: not graded under this name; {', '.join(missing)} is missing: rename it"


def graded_from(path: Path) -> Iterator[tuple[str, str]]:
    """(exercise, key of the answer) of each check cell in a graded notebook; no key where it was not graded."""
    try:
        yield from list(
            _keys(parsed.graded(handed_in.content(path), path.name, MIME, Budget(READING_SECONDS)))
        )
    except (SubmissionError, ValueError):  # a file of the learner's own beside it, with anything in it
        yield path.stem, ""


def _keys(cells: list[tuple[str | None, list[Any]]]) -> Iterator[tuple[str, str]]:
    for grade_id, records_ in cells:
        if grade_id is None:
            raise ValueError("a cell without a sound id")
        asked = cell_ids.find_check(grade_id)
        if asked is not None:
            first = records_[0] if records_ and isinstance(records_[0], dict) else {}
            answer = first.get("answer", "")
            yield asked[0].id, answer if isinstance(answer, str) else ""


def graded_notebooks(course: Path, assignment: str) -> list[tuple[str, Path]]:
    """(learner, path) of what lies in `autograded/` for an assignment.

    Raises:
        UsageError: no course folder, or nothing is graded yet.
    """
    folders = _app(course, assignment).coursedir
    pattern = folders.format_path(folders.autograded_directory, "(?P<student>[^/]*)", assignment, escape=True)
    root = Path(folders.root)
    anyone = folders.format_path(folders.autograded_directory, "*", assignment)
    found = []
    for path in sorted(root.glob(f"{os.path.relpath(anyone, root)}/*.ipynb")):
        matched = re.fullmatch(pattern, str(path.parent))
        if matched is not None:
            found.append((matched["student"], path))
    if not found:
        raise UsageError(
            f"{assignment}: nothing is graded yet: `tfkata nbgrader autograde {assignment}` grades it"
        )
    return found


def _app(course: Path, assignment: str) -> AutogradeApp:
    """nbgrader's own application, so that its configuration is found and understood as nbgrader does."""
    config = course.resolve() / "nbgrader_config.py"
    if not config.is_file():
        raise UsageError(
            f"{course}: no nbgrader_config.py here: `tfkata nbgrader init {course}` makes a course"
        )
    scripts = str(Path(sys.executable).parent)  # nbgrader starts `alembic` by its name
    os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    app = AutogradeApp()
    app.load_cwd_config = False
    app.config_file = str(config.with_suffix(""))
    app.initialize([f"--CourseDirectory.root={course.resolve()}", f"--assignment={assignment}"])
    return app
