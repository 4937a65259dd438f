"""`tfkata watch`: the learner's loop."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfkata.catalog import records
from tfkata.errors import UsageError
from tfkata.report.exit_codes import PASSED
from tfkata.settings import Settings
from tfkata.workspace import folder as workspace

if TYPE_CHECKING:
    from tfkata.watch.loop import Loop


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder with the answers (default: exercises).",
)
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
@click.option("--device", type=click.Choice(["auto", "cpu", "gpu"]), default="auto", show_default=True)
def watch(
    id_: str | None,
    folder: Path | None,
    plain: bool,
    advance: bool,
    light: bool | None,
    sandbox: str,
    device: str,
) -> int:
    """Save, and the answer is there: judges an exercise each time you save it.

    Begins with ID, or where you left off, or with the first exercise that has not passed. The key ? lists all keys.
    """
    from tfkata.watch.loop import Loop

    place = folder or workspace.default_folder(Path())
    if place.resolve() == records.kit_folder("solutions").resolve():
        raise UsageError(f"{place} holds the solutions: name the folder with your answers")
    start = records.find(id_) if id_ else None
    loop = Loop(place, Settings(sandbox=sandbox, device=device), start=start, advance=advance)
    try:
        if plain or not _is_a_screen():
            _lines(loop)
        else:
            _application(loop, light)
    finally:
        loop.close()
    return PASSED


def _is_a_screen() -> bool:
    """Whether there is a terminal that an application can draw on: in a dumb one, Textual draws forever and shows nothing."""
    dumb = os.environ.get("TERM", "").lower() in ("dumb", "unknown")
    return sys.stdout.isatty() and sys.stdin.isatty() and not dumb


def _lines(loop: Loop) -> None:
    from rich.console import Console

    from tfkata.watch.plain import Lines, keys

    Lines(loop, Console(highlight=False)).run(keys())


def _application(loop: Loop, light: bool | None) -> None:
    from tfkata.watch.app import WatchApp, prefers_light

    WatchApp(loop, light=prefers_light() if light is None else light).run()
