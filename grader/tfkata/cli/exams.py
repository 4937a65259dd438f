"""Archives of exams among the submissions of `tfkata grade`: verified and marked again, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfkata.cli import marked_class
from tfkata.report.clean import clean

if TYPE_CHECKING:
    from tfkata.classroom.roster import Roster
    from tfkata.exam.grading import Looked
    from tfkata.exam.handed import HandedArchive
    from tfkata.exam.verifying import Course

SECRET = Path("exam-secret")


def grade(
    archives: Sequence[HandedArchive],
    out: Path,
    formats: Sequence[str],
    secret_file: Path | None,
    *,
    roster: Roster | None,
    missing_is_zero: bool,
) -> tuple[int, list[str]]:
    """Mark every archive, and write what grading a class writes.

    Returns:
        The exit code, and in which ways the roster does not fit.
    """
    from tfkata.exam import grading

    course = _course(secret_file)
    click.echo(f"{len(archives)} of an exam: every model that counts is marked again")
    looked = _of_each_learner(archives, course)
    graded = grading.results([one for one, _ in looked])
    also = {one.learner.id: place.handed.also for one, place in looked if not one.signed}
    return marked_class.write(
        graded,
        grading.missing(graded),
        out,
        formats,
        roster=roster,
        missing_is_zero=missing_is_zero,
        also=also,
    )


def _course(secret_file: Path | None) -> Course | None:
    """The course, by its secret; None where there is none, and what cannot be done then is said."""
    from tfkata.exam import issuing
    from tfkata.exam.verifying import Course

    if secret_file is None and not SECRET.exists():
        click.echo(
            f"there is no {SECRET} here (`--secret FILE`): whether papers are those of your course is not checked, "
            "and scores of issued papers are those at once, not the final ones"
        )
        return None
    return Course.of(issuing.secret_of(secret_file or SECRET))


def _of_each_learner(
    archives: Sequence[HandedArchive], course: Course | None
) -> list[tuple[Looked, HandedArchive]]:
    """Of two archives of one learner the first counts, and that is said; a line for each as soon as it is marked."""
    from tfkata.cli.exam import marking
    from tfkata.exam import grading

    found: dict[str, tuple[Looked, HandedArchive]] = {}
    with marking() as mark:
        for one in archives:
            looked = grading.looked_at(one, mark, course=course)
            learner = looked.learner.id
            _say(one, looked)
            if learner in found:
                other = found[learner][1].called
                click.echo(
                    f"{clean(one.called)}: {clean(learner)} handed in {clean(other)} as well: that one counts",
                    err=True,
                )
            else:
                found[learner] = looked, one
    return [found[learner] for learner in sorted(found)]


def _say(one: HandedArchive, looked: Looked) -> None:
    who = clean(looked.learner.id)
    if looked.fault:
        click.echo(f"{who}: {clean(one.called)}: {clean(looked.fault)}")
    elif looked.found and looked.found.result:
        result = looked.found.result
        score = (result["final"] or result)["score"]
        click.echo(f"{who}: {score} of {result['most']}")
