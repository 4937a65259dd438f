"""Where a result goes, in any of the formats of `tfkata.report.formats`: into files, or onto the screen.

Part of the command line: like `cli`, it prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from tfkata.errors import UsageError
from tfkata.files.writing import write_where_asked
from tfkata.report import formats
from tfkata.results import SubmissionResult

TEXT = "text"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A format and the file it goes into; without a file, to standard output."""

    format: str
    file: Path | None

    def write(self, result: SubmissionResult) -> None:
        """Raises UsageError when the file cannot be written."""
        write(rendered(result, self.format), self.file)


def parse(reports: Iterable[str]) -> list[Wanted]:
    """What `--report FORMAT=FILE` asks for; `-` stands for standard output. Nothing is written yet.

    Raises:
        UsageError: no such format, or a file that cannot be written where it is wanted.
    """
    return [_one(report) for report in reports]


def _one(report: str) -> Wanted:
    name, found, place = report.partition("=")
    if not found or not place:
        raise UsageError(f"--report {report}: write FORMAT=FILE, such as junit=report.xml")
    if name != TEXT and name not in formats.SUBMISSION:
        raise UsageError(f"--report {report}: no format is called '{name}': {', '.join(names())}")
    file = None if place == "-" else Path(place)
    must_be_writable(file, f"--report {report}")
    return Wanted(name, file)


def names() -> list[str]:
    """Every format, `text` first."""
    return [TEXT, *formats.SUBMISSION]


def rendered(result: SubmissionResult, name: str) -> str:
    return _as_text(result) if name == TEXT else formats.SUBMISSION[name](result)


def must_be_writable(file: Path | None, option: str) -> None:
    """Said before the work, not after it."""
    if file is not None and file.is_dir():
        raise UsageError(f"{option}: is a folder: name a file in it")
    if file is not None and not file.parent.is_dir():
        raise UsageError(f"{option}: there is no folder {file.parent}: make it first")


def write(text: str, file: Path | None, option: str = "--report") -> None:
    if file is None:
        click.echo(text.encode("utf-8", "backslashreplace").decode(), nl=False)
        return
    try:
        write_where_asked(file, text)
    except UsageError as error:
        raise UsageError(f"{option} {error}") from None


def _as_text(result: SubmissionResult) -> str:
    from rich.console import Console

    from tfkata.report import terminal

    console = Console(width=100, color_system=None, highlight=False)
    with console.capture() as capture:
        for exercise in result.exercises:
            console.print(terminal.exercise(exercise))
        console.print(terminal.summary(result))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"
