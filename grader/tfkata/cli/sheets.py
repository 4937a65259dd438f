"""Sheets of drills: `tfkata drill --sheet` writes one, `tfkata grade` marks those that come back."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Sequence
from pathlib import Path

import click

from tfkata.errors import SubmissionError, UsageError
from tfkata.files import reading
from tfkata.files.writing import replace_file
from tfkata.report.clean import clean
from tfkata.report.exit_codes import GRADER_FAILED, PASSED
from tfkata.results import (
    CheckResult,
    ExerciseResult,
    Graded,
    Learner,
    Outcome,
    SubmissionResult,
    exercise_result,
)

SECRET = Path("tfkata-drills.key")
LARGEST = 1 << 20


def write(
    learner: str, families: tuple[str, ...], level: int | None, count: int, secret: Path, out: Path | None
) -> Path:
    """Write somebody's sheet; the secret of the course is made with the first."""
    from tfkata.classroom.out_folder import file_name
    from tfkata.drills import sheet

    wanted = sheet.asked(learner, families, (level,) if level else (), count)
    text = sheet.written(wanted, _secret(secret, make=True))
    path = out or Path(f"sheet-{file_name(Learner(wanted.learner))}.md")
    replace_file(path, text)
    return path


def _secret(path: Path, *, make: bool = False) -> bytes:
    """The secret of a course.

    Raises:
        UsageError: it is not there, or others can read it.
    """
    if make and not path.exists():
        replace_file(path, secrets.token_hex(32) + "\n", mode=0o600)
    try:
        text = reading.read_text(path, limit=4096)
        mode = path.stat().st_mode
    except (SubmissionError, OSError):
        raise UsageError(
            f"{path}: cannot be read: the secret of the course, which `tfkata drill --sheet` made, belongs here (`--secret FILE`)"
        ) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise UsageError(f"{path}: others can read it: `chmod 600 {path}`")
    if len(text.strip()) < 32:
        raise UsageError(f"{path}: is not the secret of a course")
    return text.strip().encode()


def among(paths: Sequence[Path]) -> list[Path]:
    """The sheets that are named, or lie in the folders that are named; none where something else was handed in.

    Raises:
        UsageError: sheets and other work together.
    """
    given = [one for path in paths for one in (sorted(path.iterdir()) if path.is_dir() else [path])]
    given = [one for one in given if not one.name.startswith(".")]
    found = [one for one in given if one.suffix == ".md" and one.is_file() and _is_sheet(one)]
    if found and len(found) < len(given):
        other = next(one for one in given if one not in found)
        raise UsageError(f"{other}: is not a sheet of drills: grade sheets and other submissions separately")
    return found


def _is_sheet(path: Path) -> bool:
    from tfkata.drills import sheet

    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return sheet.is_one(file.read(100))
    except OSError:
        return False


def grade(
    paths: list[Path], out: Path, formats: Sequence[str], secret_file: Path, *, missing_is_zero: bool
) -> int:
    """Mark every sheet, and write what grading a class writes. A sheet that cannot be read costs its own learner."""
    from rich.console import Console

    from tfkata.classroom.out_folder import ClassFiles
    from tfkata.cli.class_view import table
    from tfkata.report.exports import Export

    secret = _secret(secret_file)
    files = ClassFiles(out, formats, Export(missing_is_zero=missing_is_zero))
    seen: dict[str, Path] = {}
    for path in paths:
        graded = _graded(path, secret)
        if graded.learner.id in seen:
            click.echo(f"{clean(str(path))}: {clean(graded.learner.id)} handed in {seen[graded.learner.id]} as well: that one counts", err=True)  # fmt: skip
            continue
        seen[graded.learner.id] = path
        files.write_learner(graded)
    files.write_class()
    Console(highlight=False).print(table(files.summary))
    click.echo(f"{len(seen)} {'sheet' if len(seen) == 1 else 'sheets'} marked: {out / 'class.csv'}")
    for failure in files.failures[:20]:
        click.echo(f"not written: {clean(failure)}", err=True)
    return GRADER_FAILED if files.failures else PASSED


def _graded(path: Path, secret: bytes) -> Graded:
    from tfkata.drills import sheet

    try:
        text = reading.read_text(path, limit=LARGEST)
        found = sheet.read(text, secret)
    except UsageError as error:
        message = f"Cannot be read: {error}."
        click.echo(f"{clean(str(path))}: {clean(message)}", err=True)
        check = CheckResult("q01", path.name, Outcome.FAILED, 0.0, 1.0, message)
        return Graded(
            Learner(path.stem),
            _result(exercise_result(sheet.EXERCISE, path.name, [check], seconds=0.0, message=message)),
        )
    return Graded(Learner(found.learner), _result(sheet.marked(text, found, secret)))


def _result(exercise: ExerciseResult) -> SubmissionResult:
    from tfkata.running.runner import NOTHING_RAN, versions

    return SubmissionResult(
        exercises=[exercise],
        tier="full",
        seed=0,
        sandbox=NOTHING_RAN,
        trusted=True,
        device="cpu",
        versions=versions(),
        seconds=exercise.seconds,
    )
