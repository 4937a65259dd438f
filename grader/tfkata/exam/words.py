"""What the commands say of an exam: lines for a terminal, made from marks, sittings and results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tfkata.curriculum.d_exam import scoring, variant
from tfkata.exam import clock, statement
from tfkata.exam.journal import SUBMIT
from tfkata.exam.marking import Mark
from tfkata.exam.paper import HIGHEST, Paper
from tfkata.exam.sitting import Sitting, warns


def started(paper: Paper, folder: str) -> Iterator[str]:
    """What somebody reads who has just begun."""
    yield f"Exam {paper.id}: {len(paper.tasks)} {_tasks(paper)}, {clock.told(60 * paper.minutes)}. The clock runs."
    for number, task in enumerate(paper.tasks, start=1):
        yield f"  {statement.name_of(number)}.py  category {statement.category_number(task)}: {statement.title(task)}"
    yield f"To pass: {paper.rule}. (This rule is ours: that of the certificate was never published.)"
    yield f"Next: cd {folder}; read task1.py, write solution_model(), run it, then `tfkata exam submit 1`"


def _tasks(paper: Paper) -> str:
    return "task" if len(paper.tasks) == 1 else "tasks"


def marked(number: int, mark: Mark, sitting: Sitting, now: datetime) -> Iterator[str]:
    """After a submission: the score at once; why only in training, or where nothing could be judged."""
    task = variant.task(sitting.paper.tasks[number - 1])
    yield f"task {number}: {mark.score} of {HIGHEST}"
    if mark.figure is None:
        yield mark.message
        if mark.hint:
            yield f"hint: {mark.hint}"
    else:
        yield from _figure_lines(task.higher, task.variant, mark)
        if sitting.paper.training and mark.score < HIGHEST:
            yield mark.message
            if mark.hint:
                yield f"hint: {mark.hint}"
    yield f"best so far: {sitting.best(number).score} of {HIGHEST}; {time_left(sitting, now)}"


def _figure_lines(higher: bool, variant_id: str, mark: Mark) -> Iterator[str]:
    assert mark.figure is not None
    scale = scoring.scale(variant_id, higher=higher)
    following = scale.limits.get(mark.score + 1)
    more = f"; {mark.score + 1} begins at {following:g}" if following is not None else ""
    yield f"{figure_words(mark.figure, higher)} for {mark.samples:,} samples{more}"
    if mark.uncertainty is not None:
        other = scale.near(mark.figure, mark.uncertainty)
        if other is not None:
            yield (
                f"the figure's own uncertainty is {mark.uncertainty:g}: with other samples, it might have been {other}. "
                "The same file gets the same score here every time"
            )


def figure_words(figure: float, higher: bool) -> str:
    return f"share of right answers {figure:.4f}" if higher else f"mean absolute error {figure:.4g}"


def limits_words(task: dict[str, Any]) -> str:
    """`2 from 0.41, 3 from 0.6, …` of a task in a result."""
    word = "from" if task["higher_is_better"] else "up to"
    return ", ".join(f"{score} {word} {limit:g}" for score, limit in sorted(task["limits"].items()))


def time_left(sitting: Sitting, now: datetime) -> str:
    if sitting.finished is not None:
        return "the exam is over"
    left = sitting.seconds_left(now)
    only = "only " if warns(left, sitting.paper.minutes) else ""
    return f"{only}{clock.told(left)} left"


def status(sitting: Sitting, now: datetime) -> Iterator[str]:
    """How it stands: the time first."""
    paper = sitting.paper
    yield f"Exam {paper.id}: {time_left(sitting, now)} of {clock.told(60 * paper.minutes)}"
    if sitting.finished is None:
        since = (now - sitting.entries[-1].time).total_seconds()
        if since < 0:
            yield "The clock of this computer went back since the last command; the time gone is counted anyway."
        yield f"Started {clock.here(sitting.started)}. It ends {clock.here(sitting.ends)}, whatever runs then."
    for number, task in enumerate(paper.tasks, start=1):
        count = sum(entry.what == SUBMIT and entry.data["task"] == number for entry in sitting.entries)
        shown = f"{sitting.best(number).score} of {HIGHEST}" if count else "nothing submitted"
        times = f" ({count} {'submission' if count == 1 else 'submissions'})" if count else ""
        yield f"  task {number}: {shown}{times}  {statement.title(task)}"
    yield f"To pass: {paper.rule}."
    if sitting.finished is not None:
        yield "Next: `tfkata exam finish` writes the report and the archive"


def _in_the_end(result: dict[str, Any]) -> Iterator[str]:
    """What is final of an issued paper, or that it is not known here."""
    final = result["final"]
    if final is None:
        if result["open"]:
            yield (
                "These are the scores at once, for half of the rows held out. The final ones count others, too: "
                "the person who issued the paper finds them from your archive."
            )
        return
    for task in result["tasks"]:
        one = task["final"]
        told = "nothing judged"
        if one["figure"] is not None:
            told = f"{figure_words(one['figure'], task['higher_is_better'])} for {one['samples']:,} samples"
        yield f"  in the end, task {task['number']}: {one['score']} of {HIGHEST}  {told}"
    verdict = "passed" if final["passed"] else "not passed"
    yield f"In the end: {final['score']} of {result['most']}: {verdict}"


def finished(result: dict[str, Any]) -> Iterator[str]:
    """The result, task by task."""
    verdict = "passed" if result["passed"] else "not passed"
    yield f"Exam {result['exam']}: {result['score']} of {result['most']}: {verdict} ({result['rule']})"
    for task in result["tasks"]:
        figure = (
            figure_words(task["figure"], task["higher_is_better"])
            if task["figure"] is not None
            else "nothing judged"
        )
        yield f"  task {task['number']}: {task['score']} of {HIGHEST}  {task['title']}  {figure}"
        if task["near"] is not None:
            yield f"    nearer to {task['near']} than the figure's own uncertainty ({task['uncertainty']:g})"
        if task["feedback"]:
            yield f"    {task['feedback']['message']}"
        if task["practise"]:
            yield f"    practise: {', '.join(task['practise'])}"
    yield from _in_the_end(result)
    if result["seal"]:
        yield f"seal: {result['seal']} (send it to somebody now, and the journal cannot be written again unnoticed)"
