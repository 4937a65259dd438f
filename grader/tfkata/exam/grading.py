"""What a class page and a gradebook show of an exam: one exercise, and a check for each task with its score as points.

What is wrong with an archive is for an instructor to weigh: there are no points for it, and its row says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tfkata.errors import GraderError, SubmissionError, UsageError
from tfkata.exam import archive
from tfkata.exam.handed import HandedArchive
from tfkata.exam.paper import HIGHEST
from tfkata.exam.sitting import Marking
from tfkata.exam.verifying import Course, Verified, verified
from tfkata.exam.words import figure_words
from tfkata.report.handed_in import JUDGED
from tfkata.results import CheckResult, ExerciseResult, Graded, Learner, Outcome, SubmissionResult
from tfkata.running.runner import NOTHING_RAN, versions

EXERCISE, TITLE = "exam", "Mock exam"
SHOWN = 5
"""Faults of an archive that its row lists."""


@dataclass(frozen=True)
class Looked:
    """What became of one archive; without a verdict, `why` there is none, and whether that is `ours`."""

    learner: Learner
    found: Verified | None = None
    why: str = ""
    ours: bool = False

    @property
    def fault(self) -> str:
        """In words; "" for an archive without any."""
        if self.found is None:
            return self.why
        more = len(self.found.faults) - SHOWN
        told = "; ".join(self.found.faults[:SHOWN])
        return f"{told}; and {more} more" if more > 0 else told

    @property
    def signed(self) -> bool:
        """Whether a signed paper says whose it is."""
        return self.found is not None and self.found.learner is not None

    @property
    def tasks(self) -> int:
        return len(self.found.result["tasks"]) if self.found and self.found.result else 0


def looked_at(one: HandedArchive, marking: Marking, *, course: Course | None = None) -> Looked:
    """Verify an archive. Whatever is wrong with it, or fails, is said of this learner alone."""
    try:
        found = verified(archive.opened(one.read(), one.called), marking, course=course)
    except GraderError as error:
        return Looked(one.learner, why=str(error), ours=True)
    except (SubmissionError, UsageError) as error:
        return Looked(one.learner, why=str(error))
    return Looked(Learner(found.learner) if found.learner else one.learner, found)


def results(class_: Sequence[Looked]) -> list[Graded]:
    """The results of a class. Where it is not known how many tasks somebody was asked, it counts as many as the others'."""
    most = max((one.tasks for one in class_), default=0) or 1
    return [Graded(one.learner, _result(one, one.tasks or most)) for one in class_]


def missing(class_: Sequence[Graded]) -> SubmissionResult:
    """The result of somebody who handed nothing in."""
    most = max(one.result.max_points for one in class_)
    message = "No archive of an exam was handed in."
    check = CheckResult("archive", TITLE, Outcome.NOT_ATTEMPTED, 0.0, most, message)
    return _whole([check], Outcome.NOT_ATTEMPTED, message)


def _result(one: Looked, tasks: int) -> SubmissionResult:
    if one.fault:
        outcome = Outcome.GRADER_ERROR if one.ours else Outcome.FAILED
        message = f"Not marked, by no fault of the archive: {one.fault}" if one.ours else one.fault
        check = CheckResult(
            "archive", "the archive holds, and can be marked", outcome, 0.0, float(HIGHEST * tasks), message
        )
        return _whole([check], outcome, message)
    assert one.found is not None
    assert one.found.result is not None
    return _of_exam(one.found.result)


def _of_exam(found: dict[str, Any]) -> SubmissionResult:
    """The final scores where they are known; of other papers, and without the secret, those at once."""
    counts = found["final"] or found
    verdict = "passed" if counts["passed"] else "not passed"
    at_once = f"; at once {found['score']}" if found["final"] else ""
    note = f"{JUDGED}exam {found['exam']}, {counts['score']} of {found['most']}{at_once}: {verdict} ({found['rule']})."
    outcome = Outcome.PASSED if counts["passed"] else Outcome.FAILED
    return replace(_whole([_task(one) for one in found["tasks"]], outcome), notes=[note])


def _task(task: dict[str, Any]) -> CheckResult:
    """A check passes with the highest score; the exam is passed by its own rule."""
    counts, feedback = task["final"] or task, task["feedback"] or {}
    figure, score = counts["figure"], counts["score"]
    if figure is None:
        outcome, said = Outcome.NOT_ATTEMPTED, "No model was submitted that could be judged."
    else:
        outcome = Outcome.PASSED if score == HIGHEST else Outcome.FAILED
        said = f"{score} of {HIGHEST}: {figure_words(figure, task['higher_is_better'])}. {feedback.get('message', '')}"
    return CheckResult(
        f"task{task['number']}",
        f"{task['category_name']}: {task['title']}",
        outcome,
        float(score),
        float(HIGHEST),
        said.strip(),
        feedback.get("code"),
        feedback.get("hint"),
        measured={} if figure is None else {"figure": figure},
    )


def _whole(checks: list[CheckResult], outcome: Outcome, message: str = "") -> SubmissionResult:
    exercise = ExerciseResult(
        EXERCISE,
        TITLE,
        outcome,
        sum(check.points for check in checks),
        sum(check.max_points for check in checks),
        0.0,
        checks,
        message,
    )
    return SubmissionResult([exercise], "full", 0, NOTHING_RAN, True, "cpu", versions())
