"""Exercises named on the command line: `e03`, `e01,e03`, a file; and the folder they are in. A shell completes ids (docs/learn.md says how)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from tfkata.catalog import records

from_folder = click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder with the answers (default: exercises).",
)


class ExerciseId(click.types.StringParamType):
    """An id as it is typed; what it means is found out by the command. With `files`, a file may stand in its place."""

    name = "id"

    def __init__(self, *, files: bool = False) -> None:
        self._files = files

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Exercises that begin so, after a comma as well; and where files may be named, whatever files the shell finds."""
        before, comma, begun = incomplete.rpartition(",")
        found = [
            CompletionItem(f"{before}{comma}{exercise.id}", help=exercise.title)
            for exercise in records.exercises().values()
            if exercise.id.startswith(begun)
        ]
        if self._files and not found:
            return [CompletionItem(incomplete, type="file")]
        return found


def each(names: Iterable[str]) -> list[str]:
    """`e01,e03` as two; a file may have a comma in its name."""
    return [part for name in names for part in ([name] if Path(name).exists() else _parts(name))]


def _parts(name: str) -> list[str]:
    return [part for part in (one.strip() for one in name.split(",")) if part] or [name]


def argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """The argument ID of a command about one exercise."""
    return click.argument("id_", metavar="ID", type=ExerciseId())(command)
