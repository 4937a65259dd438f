"""The files of a class that was not graded answer by answer: sheets of drills, archives of exams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfkata.report.clean import clean
from tfkata.report.exit_codes import GRADER_FAILED, PASSED
from tfkata.results import Graded, SubmissionResult

if TYPE_CHECKING:
    from tfkata.classroom.roster import Roster


def write(
    marked: Sequence[Graded],
    nothing: SubmissionResult,
    out: Path,
    formats: Sequence[str],
    *,
    roster: Roster | None,
    missing_is_zero: bool,
    also: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[int, list[str]]:
    """Write what grading a class writes, with the names of the roster.

    Args:
        nothing: the result of somebody in the roster who handed nothing in.
        also: other ids by which a roster may know a learner.

    Returns:
        The exit code, and in which ways the roster does not fit.
    """
    from rich.console import Console

    from tfkata.classroom import joining
    from tfkata.classroom.out_folder import ClassFiles, moved
    from tfkata.cli.class_view import table
    from tfkata.report.exports import Export
    from tfkata.submissions.discover import Handed

    handed = [
        Handed(one.learner, Path(str(number)), also=(also or {}).get(one.learner.id, ()))
        for number, one in enumerate(marked)
    ]
    class_ = joining.join(handed, roster) if roster is not None else joining.Joined(handed)
    graded = [
        Graded(one.learner, nothing if one.place is None else marked[int(one.place.name)].result)
        for one in class_.handed
    ]
    export = Export(class_.accounts, missing_is_zero=missing_is_zero)
    files = ClassFiles(out, formats, export, [one.learner for one in graded])
    for note in (*class_.notes, *class_.faults):
        click.echo(clean(note))
    for one in graded:
        files.write_learner(one)
    files.write_class()
    if gone := files.put_aside():
        click.echo(clean(moved(gone)))
    Console(highlight=False).print(table(files.summary))
    for failure in files.failures[:20]:
        click.echo(f"not written: {clean(failure)}", err=True)
    return GRADER_FAILED if files.failures else PASSED, class_.faults
