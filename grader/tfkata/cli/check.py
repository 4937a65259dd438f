"""`tfkata check`: grades answers in one folder, shows and writes the result, and ends with its exit code."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tfkata.cli import ids, outputs
from tfkata.cli.conditions import conditions
from tfkata.cli.drill import answer_of
from tfkata.cli.grouped import WithGroups, group
from tfkata.errors import UsageError
from tfkata.report.exit_codes import GRADER_FAILED, NOT_PASSED, PASSED
from tfkata.report.onward import quoted
from tfkata.results import Outcome, SubmissionResult
from tfkata.settings import Settings
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress
from tfkata.workspace.answers import shown

if TYPE_CHECKING:
    from tfkata.submissions.own_folder import Answer


@click.command(cls=WithGroups)
@click.argument("names", nargs=-1, metavar="[ID…]", type=ids.ExerciseId(files=True))
@ids.from_folder
@conditions
@click.option(
    "--data",
    type=click.Choice(["embedded", "full"]),
    default="embedded",
    show_default=True,
    help="full: e22 trains on all 60,000 images.",
)
@group(
    "What is shown and written",
    click.option(
        "--all", "all_", is_flag=True, help="Show in full, with its hint, each check that did not pass."
    ),
    click.option(
        "--format",
        "format_",
        type=click.Choice(outputs.names()),
        default="text",
        show_default=True,
        metavar="NAME",
        help=f"{', '.join(outputs.names())}.",
    ),
    click.option(
        "--output", type=click.Path(path_type=Path), default=None, help="Write the result to this file, too."
    ),
    click.option(
        "--report",
        "reports",
        multiple=True,
        metavar="FORMAT=FILE",
        help="Another file in another format; may be repeated.",
    ),
)
@group(
    "For debugging",
    click.option(
        "--in-process", is_flag=True, help="For breakpoints: no separate process, result not trusted."
    ),
)
def check(
    names: tuple[str, ...],
    folder: Path | None,
    all_: bool,
    format_: str,
    output: Path | None,
    reports: tuple[str, ...],
    **options: Any,
) -> int:
    """Grade exercises: by ID (e03 is enough, or e01,e03), by file, or all in the folder."""
    from tfkata.submissions import own_folder

    settings = Settings(**options)
    outputs.must_be_writable(output, f"--output {output}")
    also = outputs.parse(reports)
    if settings.data == "full":
        _fetch_full_data()
    place = folder or workspace.default_folder(Path())
    drilled = answer_of(names)
    if drilled is not None:
        answer, drill_ = drilled
        found = own_folder.Found([answer])
        settings = replace(settings, seed=drill_.settings_seed)
    else:
        found = own_folder.find(place, ids.each(names))
    work, notes = own_folder.of_tier(found.answers, settings.tier)
    notes += found.notes
    on_screen = format_ != outputs.TEXT and output is None
    quiet = on_screen or any(report.file is None for report in also)
    drill_id = drilled[1].id if drilled is not None else None
    result = _grade(work, settings, notes, quiet=quiet, everything=all_, drill_id=drill_id)
    if on_screen or output is not None:
        outputs.write(outputs.rendered(result, format_), output, "--output")
    for report in also:
        report.write(result)
    return _exit_code(result)


def _grade(
    work: list[Answer],
    settings: Settings,
    notes: list[str],
    *,
    quiet: bool,
    everything: bool,
    drill_id: str | None,
) -> SubmissionResult:
    """Grades with a line for each exercise as it ends and a live line for what runs."""
    from rich.console import Console

    from tfkata.cli import after, one_folder
    from tfkata.report import terminal
    from tfkata.running.runner import Runner

    console = Console(quiet=quiet, highlight=False)
    started = time.perf_counter()
    exercises = []
    with Runner(settings, served=progress.state_folder(after.place_of(work[0]))) as runner:
        for answer, found in zip(work, one_folder.graded(work, runner, console), strict=True):
            others = after.others_write(work, found)
            typed = quoted(shown(answer.path)) if drill_id is not None else ""
            console.print(
                terminal.exercise(found, everything=everything, text=answer.text, others=others, typed=typed)
            )
            exercises.append(found)
        result = runner.summary(exercises, time.perf_counter() - started)
        result = replace(result, notes=[*result.notes, *notes])
        if settings.device == "gpu" and not runner.uses("tensorflow"):
            result.notes.append("--device gpu: nothing here needs TensorFlow, so no GPU was looked for")
        no_gpu = settings.device == "gpu" and runner.uses("tensorflow") and result.device != "gpu"
    if no_gpu:
        raise UsageError("--device gpu: TensorFlow sees no GPU (`tfkata doctor`; pip install 'tfkata[gpu]')")
    for word in after.note(work, exercises, drill_id):
        click.echo(f"tfkata: {word}", err=True)
    console.print(terminal.summary(result, after.onward(work, exercises)))
    return result


def _fetch_full_data() -> None:
    """Before anything is graded: what is missing is downloaded now, or said now."""
    from tfkata import data

    for part in ("train", "held_out"):
        data.load("fashion-mnist-full", part)


def _exit_code(result: SubmissionResult) -> int:
    if any(exercise.outcome is Outcome.GRADER_ERROR for exercise in result.exercises):
        return GRADER_FAILED
    return PASSED if result.outcome is Outcome.PASSED else NOT_PASSED
