"""`tfkata watch`: the learner's loop."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfkata.catalog import records
from tfkata.cli.conditions import device
from tfkata.cli.drill import drill_of
from tfkata.cli.ids import ExerciseId, from_folder
from tfkata.errors import UsageError
from tfkata.report.exit_codes import PASSED
from tfkata.settings import Settings
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress

if TYPE_CHECKING:
    from tfkata.catalog.records import Exercise
    from tfkata.watch.loop import Loop
    from tfkata.watch.task import Task


@click.command()
@click.argument("name", metavar="[ID|FILE]", required=False, type=ExerciseId(files=True))
@from_folder
@click.option(
    "--plain", is_flag=True, help="Lines instead of a full screen: for screen readers, logs and pipes."
)
@click.option("--advance", is_flag=True, help="After a pass, move on to the next exercise.")
@click.option(
    "--light/--dark",
    default=None,
    help="Colours for a light or a dark terminal (default: what the terminal reports).",
)
@click.option("--sandbox", type=click.Choice(["auto", "strict", "off"]), default="auto", show_default=True)
@device
def watch(
    name: str | None,
    folder: Path | None,
    plain: bool,
    advance: bool,
    light: bool | None,
    sandbox: str,
    device: str,
) -> int:
    """Judge an exercise each time you save it.

    Begins with an exercise (by ID or its file) or the file of a drill, or where you left off, or with the first exercise that
    has not passed. The key ? lists all keys.
    """
    from tfkata.watch.loop import Loop

    start = _named(name) if name else None
    place = folder or (_folder_of(start.path) if start is not None else workspace.default_folder(Path()))
    for named in (place, *([start.path.parent] if start is not None else [])):
        if named.resolve() == records.kit_folder("solutions").resolve():
            raise UsageError(f"{named} holds the solutions: name the folder with your answers")
    begins = (records.find(name) if name else None) if start is None else _in_folder(start, place)
    loop = Loop(place, Settings(sandbox=sandbox, device=device), start=begins, advance=advance)
    try:
        if plain or not _is_a_screen():
            _lines(loop)
        else:
            _application(loop, light)
    finally:
        loop.close()
    return PASSED


def _named(name: str) -> Task | None:
    """What a file holds: an exercise, or a drill. None where the name is an exercise's id.

    Raises:
        UsageError: no such file, or one that cannot be watched.
    """
    from tfkata.submissions import own_folder
    from tfkata.watch.task import Task

    drilled = drill_of(name)
    if drilled is not None:
        path, drill = drilled
        if not path.is_file():
            raise UsageError(f"{name}: no such file: `tfkata drill {drill.id}` writes it")
        assert drill.exercise is not None
        return Task(drill.exercise, path, drill)
    path = Path(name)
    if path.suffix == ".ipynb":
        raise UsageError(
            f"{name}: is a notebook: `%%tfkata` judges a cell in it, and `tfkata check {name}` all of it"
        )
    if path.suffix != ".py":
        return None
    (answer, *_) = own_folder.find(path.parent, [name]).answers
    return Task(answer.exercise, answer.path)


def _folder_of(path: Path) -> Path:
    """The folder with the exercises that a file belongs to, else the one in which `tfkata watch` would look anyway."""
    its = workspace.default_folder(progress.root(path.parent))
    return its if workspace.is_workspace(its) else workspace.default_folder(Path())


def _in_folder(task: Task, place: Path) -> Task | Exercise:
    """A file of the folder itself is where its exercise lies."""
    there = task.path.resolve() == (place / task.exercise.stub.name).resolve()
    return task.exercise if there and task.drill is None else task


def _is_a_screen() -> bool:
    """Whether there is a terminal that an application can draw on: in a dumb one, Textual draws forever and shows nothing."""
    dumb = os.environ.get("TERM", "").lower() in ("dumb", "unknown")
    return sys.stdout.isatty() and sys.stdin.isatty() and not dumb


def _lines(loop: Loop) -> None:
    from rich.console import Console

    from tfkata.watch.plain import Lines, keys

    Lines(loop, Console(highlight=False)).run(keys())


def _application(loop: Loop, light: bool | None) -> None:
    click.echo("opening …")  # what draws the screen takes a second to import
    from tfkata.watch.app import WatchApp, prefers_light

    WatchApp(loop, light=prefers_light() if light is None else light).run()
