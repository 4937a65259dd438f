"""Sheets of drills: `tfkata drill --sheet` writes one, `tfkata grade` marks those that come back."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfkata.cli import marked_class
from tfkata.errors import SubmissionError, UsageError
from tfkata.files import reading
from tfkata.files.writing import replace_file
from tfkata.report.clean import clean
from tfkata.results import (
    CheckResult,
    ExerciseResult,
    Graded,
    Learner,
    Outcome,
    SubmissionResult,
    exercise_result,
)

if TYPE_CHECKING:
    from tfkata.classroom.roster import Roster
    from tfkata.drills.sheet import Sheet

SECRET = Path("tfkata-drills.key")
SHEETS = Path("sheets")
PREFIX = "sheet-"
LARGEST = 1 << 20
FOLDERS = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a class is asked: the same for everybody, but for the variants."""

    families: tuple[str, ...]
    level: int | None
    count: int

    def of(self, learner: str) -> Sheet:
        """One learner's sheet.

        Raises:
            UsageError: an unknown family, or an id that a sheet cannot hold.
        """
        from tfkata.drills import sheet

        return sheet.asked(learner, self.families, (self.level,) if self.level else (), self.count)


def write(wanted: Wanted, learner: str, secret: Path, out: Path | None, answers: Path | None) -> None:
    """Write somebody's sheet; the secret of the course is made with the first."""
    from tfkata.classroom.out_folder import FileNames
    from tfkata.drills import sheet

    asked = wanted.of(learner)
    key = _secret(secret, make=True)
    path = out or Path(f"{PREFIX}{FileNames([learner]).of(learner)}.md")
    replace_file(path, sheet.written(asked, key))
    if answers is not None:
        _write_answers([asked], key, answers)
    click.echo(f"{path}: {wanted.count} questions for {clean(learner)}")


def write_class(
    wanted: Wanted, roster: Path, secret: Path, folder: Path | None, answers: Path | None
) -> None:
    """Write a sheet for everybody in a roster, and the answers to all of them.

    Raises:
        UsageError: nobody is in it, or a sheet cannot hold somebody's id; nothing is written then.
    """
    from tfkata.classroom import roster as rosters
    from tfkata.classroom.out_folder import FileNames
    from tfkata.drills import sheet

    everybody = rosters.read(roster)
    if not everybody.entries:
        raise UsageError(f"{roster}: nobody is in it")
    sheets, faults = [], []
    for learner in everybody.entries:
        try:
            sheets.append(wanted.of(learner))
        except UsageError as error:
            faults.append(str(error).replace("--learner", f"{roster}:", 1))
    if faults:
        raise UsageError("\n".join(dict.fromkeys(faults)))
    key, folder = _secret(secret, make=True), folder or SHEETS
    answers = answers or folder.with_name(f"{folder.name}-answers.csv")
    names = FileNames(one.learner for one in sheets)
    for one in sheets:
        replace_file(folder / f"{PREFIX}{names.of(one.learner)}.md", sheet.written(one, key))
    _write_answers(sheets, key, answers)
    click.echo(f"{folder}: {len(sheets)} sheets of {wanted.count} questions")


def write_notebook(wanted: Wanted, path: Path, secret: Path, answers: Path | None) -> None:
    """Write a notebook of nbgrader with the same questions for everybody.

    Raises:
        UsageError: nbgrader would not see it, or another notebook is there.
    """
    from tfkata.nbgrader import drill_notebook
    from tfkata.notebook import cells

    if path.suffix != ".ipynb" or path.parent.parent.name != "source":
        raise UsageError(f"--notebook {path}: nbgrader looks for source/ASSIGNMENT/NAME.ipynb in the course")
    if path.exists():
        raise UsageError(f"{path}: is there already: move it away, or give another name")
    asked, key = wanted.of(f"everybody {path.parent.name} {path.stem}"), _secret(secret, make=True)
    replace_file(path, cells.as_text(drill_notebook.notebook(asked.drills(key))))
    if answers is not None:
        _write_answers([asked], key, answers)
    click.echo(f"{path}: {wanted.count} questions, the same for everybody")
    click.echo(f"next: in the course folder, `nbgrader generate_assignment {path.parent.name}`")


def _write_answers(sheets: Sequence[Sheet], key: bytes, path: Path) -> None:
    from tfkata.report import as_csv

    rows = (
        (one.learner, number, drill.id, drill.answer)
        for one in sheets
        for number, drill in enumerate(one.drills(key), start=1)
    )
    replace_file(path, as_csv.table([("id", "question", "drill", "answer"), *rows]), mode=0o600)
    click.echo(f"{path}: the answers, for you alone")


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
    """The sheets that are named, or lie in the folders that are named, or in a learner's folder in these, as platforms
    hand them out; none where something else was handed in.

    Raises:
        UsageError: sheets and other work together.
    """
    given = [one for path in paths for one in _below(path, FOLDERS)]
    found = [one for one in given if one.suffix == ".md" and one.is_file() and _is_sheet(one)]
    if found and len(found) < len(given):
        other = next(one for one in given if one not in found)
        raise UsageError(f"{other}: is not a sheet of drills: grade sheets and other submissions separately")
    return found


def _below(path: Path, folders: int) -> Iterator[Path]:
    if not path.is_dir() or not folders:
        yield path
        return
    for one in sorted(path.iterdir()):
        if not one.name.startswith("."):
            yield from _below(one, 0 if one.is_symlink() else folders - 1)


def _is_sheet(path: Path) -> bool:
    from tfkata.drills import sheet

    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return sheet.is_one(file.read(100))
    except OSError:
        return False


def grade(
    paths: list[Path],
    out: Path,
    formats: Sequence[str],
    secret_file: Path,
    *,
    roster: Roster | None,
    missing_is_zero: bool,
) -> tuple[int, list[str]]:
    """Mark every sheet, and write what grading a class writes. A sheet that cannot be read costs its own learner.

    Returns:
        The exit code, and in which ways the roster does not fit.
    """
    from tfkata.drills import sheet

    marked = _marked(paths, _secret(secret_file))
    most = max(len(one.result.exercises[0].checks) for one in marked)
    nothing = _result(sheet.not_handed_in(most))
    found = marked_class.write(marked, nothing, out, formats, roster=roster, missing_is_zero=missing_is_zero)
    click.echo(f"{len(marked)} {'sheet' if len(marked) == 1 else 'sheets'} marked: {out / 'class.csv'}")
    return found


def _marked(paths: list[Path], secret: bytes) -> list[Graded]:
    """The verdict on each sheet; of two by one learner the first counts."""
    found: list[Graded] = []
    seen: dict[str, Path] = {}
    for path in paths:
        graded = _graded(path, secret)
        if graded.learner.id in seen:
            click.echo(f"{clean(str(path))}: {clean(graded.learner.id)} handed in {seen[graded.learner.id]} as well: that one counts", err=True)  # fmt: skip
            continue
        seen[graded.learner.id] = path
        found.append(graded)
    return found


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
            Learner(path.stem.removeprefix(PREFIX)),
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
