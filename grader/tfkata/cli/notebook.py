"""`tfkata notebook`: exercises as notebooks, for learners who have no course."""

from __future__ import annotations

from pathlib import Path

import click

from tfkata.catalog import records
from tfkata.cli.ids import ExerciseId, each
from tfkata.report.onward import quoted


@click.command()
@click.argument("names", nargs=-1, metavar="[ID…]", type=ExerciseId())
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("notebooks"),
    show_default=True,
    help="The folder to write them to; files that are there already are left alone.",
)
def notebook(names: tuple[str, ...], folder: Path) -> None:
    """Write exercises as notebooks: by ID, or all of them."""
    from tfkata.notebook import plain

    asked = [records.find(name) for name in each(names)] or list(records.exercises().values())
    written = plain.write(asked, folder)
    kept = len(asked) - len(written)
    click.echo(f"{folder}: {len(written)} written" + (f", {kept} left alone (already there)" if kept else ""))
    first = folder / f"{asked[0].id}.ipynb"
    click.echo(
        f"next: open {quoted(first)} in Jupyter, or VS Code; `tfkata check {quoted(first)}` checks it as well"
    )
