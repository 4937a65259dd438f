"""A whole class: judged in parallel, then converted by nbgrader one after another, so that one process alone writes
to the gradebook.

What is done is seen from what lies in `autograded/`: each check cell of a graded notebook says what it was graded
from. So a run that was killed goes on where it ended, and a submission that was changed is graded again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde

from tfkata.catalog.records import Exercise
from tfkata.errors import UsageError
from tfkata.nbgrader import application, conversion, drill_notebook, handed_in, submitted
from tfkata.nbgrader import gradebook as gradebook_
from tfkata.nbgrader.conversion import Conversion, Judged
from tfkata.nbgrader.graded import graded_from
from tfkata.nbgrader.isolated import Isolated, key
from tfkata.nbgrader.submitted import Submission
from tfkata.results import ExerciseResult
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner


@dataclass(slots=True)
class Tally:
    """How far a run is: students by what became of them.

    `notes` is what to know of one that was graded; of those who failed, `ours` are not to blame for it.
    """

    total: int = 0
    graded: list[str] = field(default_factory=list)
    there_already: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    ours: set[str] = field(default_factory=set)
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
        self._app = application.of_course(course, assignment)
        self._conversion = Conversion(self._app)
        if not any("Isolated" in str(name) for name in Autograde(parent=self._app).autograde_preprocessors):
            raise UsageError(
                f"{course}/nbgrader_config.py: tfkata.nbgrader.isolated.Isolated is not among "
                "c.Autograde.autograde_preprocessors: `tfkata nbgrader init` prints the lines to add"
            )
        self.settings = Isolated(parent=self._app).settings()
        self._assignment = assignment

    def submissions(self, *, jobs: int = 1) -> list[Submission]:
        """Everything handed in, by student; `jobs` are read at once, so that a slow one holds up few.

        Raises:
            UsageError: nothing was.
        """
        found = application.submitted_folders(self._app, self._assignment)
        if not found and not self._misplaced():
            place = application.submitted_folder(self._app, self._assignment, "*")
            raise UsageError(f"{place}: nothing was handed in for '{self._assignment}'")
        seconds = self.settings.reading_seconds
        with ThreadPoolExecutor(max(2, jobs), thread_name_prefix="tfkata-read") as readers:
            return list(readers.map(lambda one: submitted.read(*one, seconds=seconds), found.items()))

    def _misplaced(self) -> dict[str, str]:
        return application.misplaced(self._app, self._assignment)

    def is_done(self, submission: Submission) -> bool:
        """Whether what lies in `autograded/` was graded from this submission, handed in then, by these exercises."""
        folder = application.graded_folder(self._app, self._assignment, submission.student)
        if handed_in.timestamp(folder) != handed_in.timestamp(submission.folder):
            return False  # a new date may cost a late penalty, or give it back
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
        released, drilled, scored = self._in_gradebook()
        misplaced = self._misplaced()
        tally = Tally(total=len(submissions) + len(misplaced), failed=misplaced)
        waiting = []
        for submission in submissions:
            reason = submission.refused or submitted.unknown(submission, released)
            if reason and (submission.refused or released.isdisjoint(submission.notebooks)):
                tally.failed[submission.student] = reason
            elif (
                not force
                and submission.student in scored
                and drilled.isdisjoint(submission.notebooks)  # quicker judged than looked up
                and self.is_done(submission)
            ):
                tally.there_already.append(submission.student)
            else:
                waiting.append(submission)
            if reason and submission.student not in tally.failed:
                tally.notes[submission.student] = reason
        tell(tally)
        with gradebook_.one_engine(), Runner(self.settings) as runner:
            runner.prepare([pair for submission in waiting for pair in submission.answers])
            for submission, results in _judged(waiting, runner, jobs):
                problem = self._conversion.convert(submission, Judged(results, runner))
                if problem is None:
                    tally.graded.append(submission.student)
                else:
                    tally.failed[submission.student] = problem.reason
                    tally.ours |= {submission.student} if problem.ours else set()
                tell(tally)
        return tally

    def _in_gradebook(self) -> tuple[set[str], set[str], set[str]]:
        """Names of the released notebooks, of those with drills, and the students with a submission: who deletes the
        gradebook wants everything graded again."""
        with gradebook_.told(), Gradebook(self._app.coursedir.db_url) as gradebook:
            try:
                assignment = gradebook.find_assignment(self._assignment)
            except MissingEntry:
                raise UsageError(
                    f"{self._assignment}: not in the gradebook: "
                    f"`nbgrader generate_assignment {self._assignment}` comes first"
                ) from None
            drilled = {
                notebook.name
                for notebook in assignment.notebooks
                if any(drill_notebook.is_check(cell.name) for cell in notebook.grade_cells)
            }
            released = {notebook.name for notebook in assignment.notebooks}
            students = {one.student_id for one in gradebook.assignment_submissions(self._assignment)}
            return released, drilled, students


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
    for pair, result in in_parallel(list(texts.values()), conversion.judge, runner, jobs=jobs):
        name = (pair[0].id, pair[1])
        ready[name] = result
        for number in waits[name]:
            missing[number] -= 1
            if missing[number] == 0:
                yield submissions[number], ready
