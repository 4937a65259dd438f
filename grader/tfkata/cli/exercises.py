"""The commands about a learner's own exercises: `tfkata list`, `show`, `init`, `hint`, `reset`, `solution`."""

from __future__ import annotations

from pathlib import Path

import click

from tfkata.catalog import records, source
from tfkata.cli import exercise_list, ids
from tfkata.errors import UsageError
from tfkata.report.exit_codes import NOT_PASSED, PASSED
from tfkata.report.narrow import whole
from tfkata.report.onward import quoted
from tfkata.workspace import folder as workspace
from tfkata.workspace import hints, progress


@click.command("list")
@ids.from_folder
def list_(folder: Path | None) -> None:
    """Show every exercise by topic, and how far you are."""
    if folder is not None and not folder.is_dir():
        raise UsageError(f"--from {folder}: no such folder")
    known = progress.of(folder or workspace.default_folder(Path()))
    for line in exercise_list.lines(known):
        click.echo(line)


@click.command()
@ids.argument
def show(id_: str) -> None:
    """Show what an exercise asks: its lesson, as its file has it."""
    from rich.console import Console

    from tfkata.report import drill_text

    exercise = records.find(id_)
    parsed = source.parse(exercise.solution.read_text("utf-8"), exercise.id)
    console = Console(highlight=False)
    plain = not console.is_terminal
    text = f"# {parsed.title}\n\n{parsed.statement.rstrip()}"
    console.print(drill_text.statement(text, (), plain=plain), soft_wrap=plain)
    click.echo(
        f"\nnext: open exercises/{exercise.stub.name}, then `tfkata check {exercise.id.partition('_')[0]}`"
    )


@click.command()
@ids.argument
@ids.from_folder
@click.option(
    "--level",
    type=click.IntRange(min=1),
    default=None,
    help="Show the hints up to this one; later ones say more.",
)
@click.option("--all", "all_", is_flag=True, help="Every hint.")
def hint(id_: str, folder: Path | None, level: int | None, all_: bool) -> None:
    """Show a hint, and one more at each call.

    The first is about the check that failed last, if one did; then come those of the exercise, gentlest first.
    """
    exercise = records.find(id_)
    place = folder or workspace.default_folder(Path())
    shown = (
        hints.up_to(exercise, None if all_ else level) if all_ or level else [hints.further(exercise, place)]
    )
    for one in shown:
        click.echo(whole(f"{one.heading} {one.text}", indent="   "))
    short, last = exercise.id.partition("_")[0], shown[-1]
    if last.again:
        click.echo(f"(that was the last one: `tfkata hint {short} --all` shows them all)")
    elif last.number < last.every:
        click.echo(f"({last.every - last.number} more: `tfkata hint {short}` again)")


@click.command()
@click.argument("names", nargs=-1, metavar="ID…", type=ids.ExerciseId())
@ids.from_folder
@click.option("--all", "all_", is_flag=True, help="Everything that you have worked on, after asking.")
def reset(names: tuple[str, ...], folder: Path | None, all_: bool) -> None:
    """Replace your files with fresh stubs; your versions are kept."""
    if bool(names) == all_:
        raise UsageError("name the exercises to begin again, such as `tfkata reset e01`, or give --all")
    place = folder or workspace.default_folder(Path())
    if place.resolve() == records.kit_folder("solutions").resolve():
        raise UsageError(f"{place} holds the solutions: name the folder with your answers")
    chosen = workspace.worked_on(place) if all_ else [records.find(name) for name in ids.each(names)]
    if all_ and not chosen:
        click.echo(f"{place}: every file is as it was handed out: there is nothing to reset")
        return
    if all_:
        which = ", ".join(exercise.id for exercise in chosen)
        click.confirm(f"Begin again with {which}? Your versions are kept beside them.", abort=True)
    for exercise in chosen:
        backup = workspace.reset(exercise, place)
        kept = f" again; your version is {backup}" if backup else ""
        click.echo(f"{place / exercise.stub.name} is fresh{kept}")


@click.command()
@ids.argument
@ids.from_folder
@click.option("--anyway", is_flag=True, help="Show it although the exercise has not passed.")
def solution(id_: str, folder: Path | None, anyway: bool) -> int:
    """Show the reference answer, once yours has passed."""
    exercise = records.find(id_)
    if not anyway and exercise.id not in progress.passed(folder or workspace.default_folder(Path())):
        click.echo(
            f"{exercise.id} has not passed here yet, and solving it teaches more than reading it. "
            f"`tfkata hint {exercise.id}` helps; `tfkata solution {exercise.id} --anyway` shows the answer.",
            err=True,
        )
        return NOT_PASSED
    click.echo(workspace.reference(exercise).rstrip())
    return PASSED


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def init(folder: Path) -> None:
    """Make a folder with every exercise in it. Files that are there already are left alone."""
    written = workspace.init(folder)
    stubs = sum(path.suffix == ".py" for path in written)
    click.echo(
        f"{folder}: {stubs} exercises written" + ("" if written else " (everything was there already)")
    )
    there = "" if folder.resolve() == Path.cwd() else f"`cd {quoted(folder)}`, "
    click.echo(
        f"next: {there}`tfkata watch`, and save exercises/{next(iter(records.exercises()))}.py in your editor"
    )
