"""`tfkata nbgrader`: a course of nbgrader from the exercises, its grading, and what the class got wrong.

Part of the command line: like `cli`, it prints and exits.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfkata.errors import UsageError
from tfkata.report.as_json import dumped
from tfkata.report.clean import clean
from tfkata.report.exit_codes import GRADER_FAILED, NOT_PASSED, PASSED
from tfkata.results import Outcome

if TYPE_CHECKING:
    from tfkata.report.class_summary import Misconception

LONGEST_EXAMPLE = 600
_FOLDER = click.Path(path_type=Path)
_course = click.option(
    "--course", type=_FOLDER, default=Path(), show_default="here", help="The course folder."
)


@click.group()
def nbgrader() -> None:
    """Teach with nbgrader: make a course, grade a class, see what it got wrong."""


@nbgrader.command()
@click.argument("course", type=_FOLDER, metavar="COURSE")
@click.option("--exercises", metavar="ID,ID…", default=None, help="Which exercises (default: all).")
@click.option(
    "--assignment", default=None, help="Put all of them into this assignment (default: one assignment each)."
)
@click.option(
    "--hide/--show-all",
    default=True,
    show_default=True,
    help="Only the first check of each function is shown to learners.",
)
@click.option("--force", is_flag=True, help="Overwrite what was changed by hand.")
def init(course: Path, exercises: str | None, assignment: str | None, hide: bool, force: bool) -> int:
    """Make a course folder, or add an assignment to it. Running it again changes nothing."""
    from tfkata.nbgrader import course as folder

    made = folder.init(course, folder.chosen(exercises), assignment, hide=hide, force=force)
    for path in made.written:
        click.echo(f"written  {path}")
    for path in made.kept:
        click.echo(f"kept     {path}: was changed by hand; `--force` overwrites it")
    if made.lines_to_add:
        click.echo(
            f"\n{course / 'nbgrader_config.py'} is your own, and nbgrader would run every notebook in a kernel. "
            "To have the checks judged in isolation, add these lines to its end:\n"
        )
        click.echo(made.lines_to_add)
    if not made.written and not made.kept:
        click.echo(f"{course}: everything was there already")
    names = sorted({path.parent.name for path in made.written if path.parent.parent.name == "source"})
    if names:
        if importlib.util.find_spec("nbgrader") is None:
            click.echo(
                "nbgrader itself is not installed here: pip install 'tfkata[nbgrader]', or '.[nbgrader]' in a clone"
            )
        click.echo(f"next: cd {course}, then `nbgrader generate_assignment {names[0]}`")
    return PASSED


@nbgrader.command()
@click.argument("assignment")
@_course
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=None,
    help="Answers judged at once (default: one per core).",
)
@click.option("--force", is_flag=True, help="Grade again what is already graded.")
def autograde(assignment: str, course: Path, jobs: int | None, force: bool) -> int:
    """Grade a whole class in isolation. What is already graded is left alone, so an interrupted run continues."""
    _must_have_nbgrader()
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from tfkata.nbgrader.autograde import Class, Tally

    graded = Class(course, assignment)
    shown = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, TextColumn("left:"), TimeRemainingColumn(), console=shown) as progress:
        bar = progress.add_task(assignment, total=None)

        def tell(tally: Tally) -> None:
            progress.update(bar, total=tally.total, completed=tally.done)

        tally = graded.grade(jobs=jobs or os.cpu_count() or 1, force=force, tell=tell)
    there = f", {len(tally.there_already)} graded before" if tally.there_already else ""
    click.echo(f"{assignment}: {len(tally.graded)} graded{there}, {len(tally.failed)} could not be")
    for student, reason in sorted(tally.failed.items()):
        click.echo(clean(f"  {student}: {reason}"))
    for student, note in sorted(tally.notes.items()):
        click.echo(clean(f"  {student}, graded: {note}"))
    if tally.failed:
        click.echo(
            "what could not be graded has no new score; mend it and run this again: only that is graded"
        )
        return GRADER_FAILED if tally.ours else NOT_PASSED
    click.echo(f"next: `nbgrader formgrader`, or `nbgrader generate_feedback {assignment}`")
    return PASSED


@nbgrader.command()
@click.argument("assignment")
@_course
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def report(assignment: str, course: Path, format_: str) -> int:
    """Show what the class got wrong: misconceptions, the most frequent first, then crashes and who is not graded."""
    _must_have_nbgrader()
    from tfkata.nbgrader import graded, report

    found = report.of_class(
        graded.graded_notebooks(course, assignment), graded.who_handed_in(course, assignment)
    )
    if format_ == "json":
        click.echo(dumped(found.to_json()), nl=False)
        return PASSED
    click.echo(f"{assignment}: {found.learners} learner{'' if found.learners == 1 else 's'} graded\n")
    _tell_mistakes(found.misconceptions)
    if found.unnamed:
        click.echo("\nended without a named mistake\n")
        _tell_mistakes(found.unnamed)
    if found.not_graded:
        click.echo(f"\nsubmitted but not graded: `tfkata nbgrader autograde {assignment}` says why")
        click.echo(click.wrap_text(clean(", ".join(found.not_graded)), 96, "      → ", "        "))
    click.echo("\npassed  check")
    for check in found.checks:
        total = sum(check.outcomes.values())
        click.echo(
            f"{check.outcomes[Outcome.PASSED]:>3}/{total:<3} {clean(f'{check.exercise} · {check.title}')}"
        )
    for name in found.unread:
        click.echo(f"{clean(name)}: has no results of tfkata", err=True)
    return PASSED


def _tell_mistakes(mistakes: list[Misconception]) -> None:
    """How many, what, an example, who."""
    for one in mistakes:
        click.echo(f"{len(one.learners):>4}  {clean(one.code)}")
        click.echo(example(one.example))
        click.echo(click.wrap_text(clean(", ".join(sorted(one.learners))), 96, "      → ", "        "))


def example(message: str) -> str:
    """A message under its code: every paragraph of it in the same column, and a mark where it is cut."""
    text = clean(message)
    shown = text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE].rstrip()} …"
    return click.wrap_text(shown, 96, "      ", "      ", preserve_paragraphs=True)


def _must_have_nbgrader() -> None:
    if importlib.util.find_spec("nbgrader") is None:
        raise UsageError("nbgrader is not installed: pip install 'tfkata[nbgrader]'")
    # jsonschema would build a grammar of web addresses (2 s) for a format that no notebook's schema asks for.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
