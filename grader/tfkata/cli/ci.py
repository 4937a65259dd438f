"""`tfkata ci`: setting up a service that grades, and grading there.

Part of the command line: like `cli`, it prints and exits.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.cli import outputs
from tfkata.cli.conditions import device, reading_seconds
from tfkata.cli.faults import Faults
from tfkata.errors import UsageError
from tfkata.report.exit_codes import PASSED
from tfkata.settings import SEEDS, Settings

if TYPE_CHECKING:
    from tfkata.ci.setups import Plan

_FOLDER = click.Path(path_type=Path)
_exercises = click.option(
    "--exercises", multiple=True, metavar="ID,ID…", help="Which exercises count (default: all)."
)
_tier = click.option(
    "--tier",
    type=click.Choice(records.TIERS),
    default="full",
    show_default=True,
    help="quick leaves training out.",
)
_sandbox = click.option(
    "--sandbox",
    type=click.Choice(["auto", "strict", "off"]),
    default="strict",
    show_default=True,
    help="strict refuses to grade where a wall is missing.",
)
_minimum = click.option(
    "--minimum",
    type=click.FloatRange(0, 100),
    default=100.0,
    show_default=True,
    metavar="PERCENT",
    help="The percentage of the points that makes the job pass.",
)


@click.group()
def ci() -> None:
    """Grade pushed work on GitHub, GitLab, Gradescope or Classroom 50."""


@ci.command()
@click.argument("kind", type=click.Choice(["github", "gitlab", "gradescope", "classroom50"]))
@click.option("--dir", "folder", type=_FOLDER, default=Path(), help="Where to write (default: this folder).")
@_exercises
@_minimum
@_tier
@_sandbox
@click.option(
    "--requirement",
    default=None,
    metavar="REQUIREMENT",
    help="What pip installs there (default: the version that is installed here).",
)
@click.option(
    "--python",
    default="3.12",
    show_default=True,
    metavar="VERSION",
    help="Version of Python there, 3.11 or later.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, SEEDS - 1),
    default=0,
    show_default=True,
    help="Fixes every random choice. It is written into the file.",
)
@click.option("--force", is_flag=True, help="Overwrite what is there.")
def init(
    kind: str,
    folder: Path,
    exercises: tuple[str, ...],
    requirement: str | None,
    force: bool,
    **choices: Any,
) -> int:
    """Write the workflow, pipeline or autograder for a service."""
    from tfkata.ci import setups

    faults = Faults()
    with faults.collected():
        wanted = _wanted(exercises)
    with faults.collected():
        setups.Plan([], requirement or setups.default_requirement(), **choices)
    faults.must_be_none()
    plan = setups.Plan(wanted, requirement or setups.default_requirement(), **choices)
    written = setups.write(folder, kind, plan, force=force)
    for path in written:
        click.echo(f"written  {path}")
    for doubt in _doubts(kind, folder, plan, given=requirement is not None):
        click.echo(f"warning: {doubt}", err=True)
    points = sum(check.points for exercise in wanted for check in exercise.checks_of(plan.tier))
    click.echo(f"next: {_NEXT[kind].format(path=written[-1], points=f'{points:g}')}")
    return PASSED


def _doubts(kind: str, folder: Path, plan: Plan, *, given: bool) -> Iterator[str]:
    """What was asked for and will not do there what it says."""
    from tfkata.ci import setups

    top = setups.repository_above(folder) if kind in ("github", "gitlab") else None
    if top is not None:
        yield (
            f"{kind} looks for this file in the top folder of the repository only, which is {top}: "
            f"move it there, or write it with `--dir {top}`"
        )
    minimum = click.get_current_context().get_parameter_source("minimum")
    if kind in ("gradescope", "classroom50") and minimum is ParameterSource.COMMANDLINE:
        yield f"--minimum does nothing for {kind}: it shows the points, and no job passes or fails"
    place = setups.place_on_the_service(plan.requirement)
    if place:
        yield f"{place} is looked for on the machine of the service, and only a runner or an image of your own can have it"
    if not given and setups.is_installed_from_here():
        yield (
            f"it installs {plan.requirement}, but this tfkata was installed from a folder, and pip may not find that version: "
            "name a place that the service can reach, such as --requirement 'tfkata @ git+https://…'"
        )


_NEXT = {
    "github": "commit it; the result is on the job's page and in its artifact `tfkata-report`",
    "gitlab": "commit it; the result is on the pipeline's Tests tab and in its artifacts",
    "gradescope": "upload {path} as the autograder of an assignment of {points} points",
    "classroom50": "`gh teacher autograder set-default … --from {path}`, or put it beside the assignment",
}


@ci.command()
@click.argument("folder", type=_FOLDER, metavar="DIR")
@_exercises
@_minimum
@_tier
@_sandbox
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write the result in this format to this file (- is the screen). May be repeated.",
)
@device
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True)
@click.option("--patience", type=click.FloatRange(0.1, 100), default=1.0, help="Multiplies every time limit.")
@reading_seconds
def grade(
    folder: Path, exercises: tuple[str, ...], minimum: float, reports: tuple[str, ...], **options: Any
) -> int:
    """Grade somebody's checkout: the exercises that count, whatever is there. Nothing in it is imported.

    The exit code is 0 if the minimum is reached, 1 if it is not, and 3 if tfkata itself failed, which is not a grade.
    """
    from tfkata.ci import grading, setups
    from tfkata.report.wording import headline

    faults = Faults()
    with faults.collected():
        outputs_ = outputs.parse(reports or ("text=-",))
    with faults.collected():
        wanted = _wanted(exercises)
    with faults.collected():
        if doubtful := list(setups.of_minimum(minimum)):
            raise UsageError("\n".join(doubtful))
    faults.must_be_none()
    result = grading.grade(folder, wanted, Settings(**options))
    for output in outputs_:
        output.write(result)
    if all(
        output.file is not None for output in outputs_
    ):  # a job's log that says nothing leaves everybody guessing
        click.echo(headline(result), err=True)
        for output in outputs_:
            click.echo(f"written  {output.file} ({output.format})", err=True)
    return grading.exit_code(result, minimum)


def _wanted(names: tuple[str, ...]) -> list[Exercise]:
    asked = [part.strip() for name in names for part in name.split(",") if part.strip()]
    if names and not asked:
        raise UsageError("--exercises: names no exercise; `tfkata list` shows them all")
    return list(dict.fromkeys(map(records.find, asked))) or list(records.exercises().values())
