"""A course folder of nbgrader, made or brought up to date: configuration, header, one notebook per exercise."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from tfkata import settings
from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import UsageError
from tfkata.files.writing import replace_file
from tfkata.nbgrader import notebooks
from tfkata.notebook import cells

_NAME = re.compile(
    r"[A-Za-z0-9][\w.-]*"
)  # nbgrader uses the name in paths and, with a plus sign, in the exchange

_CONFIG = '''"""nbgrader's configuration of this course. Made by `tfkata nbgrader init`; change it as you like.

The options are nbgrader's own: https://nbgrader.readthedocs.io
"""

c = get_config()  # noqa: F821

c.CourseDirectory.course_id = {course_id!r}
c.IncludeHeaderFooter.header = "source/header.ipynb"

{isolation}
# c.Isolated.sandbox = "auto"   # grade even where a wall is missing (`tfkata doctor`); the default is "strict"
# c.Isolated.patience = 2.0     # multiplies every time limit

c.Execute.timeout = 900  # of a cell, in seconds, where notebooks are run in a kernel: a check may train
'''
_ISOLATION = """\
# The checks are judged by tfkata, out of reach of the code that they judge. Without this statement nbgrader runs each
# notebook in a kernel (docs/security.md says what that lets a submission do).
c.Autograde.autograde_preprocessors = [
    "tfkata.nbgrader.isolated.Isolated",  # in the place of nbgrader.preprocessors.Execute
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# What a learner deleted, doubled or renamed is put right from the gradebook, so that one notebook does not stop the others.
c.Autograde.sanitize_preprocessors = [
    "tfkata.nbgrader.restore.Restore",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Of the random arguments of the checks: drawn for this course, so that no learner knows them. Everybody gets the same.
c.Isolated.seed = {seed}
"""
_NEEDED = ("tfkata.nbgrader.isolated.Isolated", "tfkata.nbgrader.restore.Restore")


@dataclass(frozen=True, slots=True)
class Made:
    """What `init` did: files by what became of them, and what is to be added by hand to a configuration that is kept."""

    written: list[Path]
    kept: list[Path]
    lines_to_add: str = ""


def init(
    course: Path, exercises: list[Exercise], assignment: str | None, *, hide: bool = True, force: bool = False
) -> Made:
    """Makes the folder, or adds to it. Without an assignment's name each exercise becomes an assignment of its own.

    A file that is there already with another content is kept unless `force` is given.

    Raises:
        UsageError: not a name that nbgrader takes, or the folder cannot be written to.
    """
    if assignment is not None and not _NAME.fullmatch(assignment):
        raise UsageError(
            f"--assignment {assignment!r}: letters, digits, '.', '_' and '-', beginning with a letter or digit"
        )
    if course.exists() and not course.is_dir():
        raise UsageError(f"{course}: is a file: name a folder")
    config = course / "nbgrader_config.py"
    isolation = _ISOLATION.format(seed=_seed(config))
    wanted = {
        config: _CONFIG.format(course_id=course.resolve().name, isolation=isolation),
        course / "source" / "header.ipynb": cells.as_text(notebooks.header()),
    }
    for exercise in exercises:
        place = course / "source" / (assignment or exercise.id) / f"{exercise.id}.ipynb"
        wanted[place] = cells.as_text(notebooks.notebook(exercise, hide=hide))
    changed = {path for path, text in wanted.items() if _differs(path, text)}
    written = [path for path in wanted if path in changed and (force or not path.exists())]
    for path in written:
        replace_file(path, wanted[path])
    kept = [path for path in wanted if path in changed and path not in written]
    return Made(written, kept, isolation if config in kept and not _isolates(config) else "")


def chosen(names: str | None) -> list[Exercise]:
    """The exercises of `--exercises e03,e07`; all without it.

    Raises:
        UnknownExercise: no such exercise. UsageError: none named.
    """
    if names is None:
        return list(records.exercises().values())
    found = [records.find(name.strip()) for name in names.split(",") if name.strip()]
    if not found:
        raise UsageError("--exercises: names no exercise; `tfkata list` shows them all")
    return list(dict.fromkeys(found))


def _seed(config: Path) -> int:
    """The seed that the course has already, or a new one."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        given = re.search(r"^c\.Isolated\.seed = (\d{1,10})$", config.read_text("utf-8"), re.MULTILINE)
        if given:
            return int(given[1])
    return settings.drawn_seed()


def _isolates(config: Path) -> bool:
    """Whether a configuration of the instructor's own names what isolated grading needs, outside of comments."""
    try:
        lines = config.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    code = "\n".join(line.partition("#")[0] for line in lines)
    return all(name in code for name in _NEEDED)


def _differs(path: Path, text: str) -> bool:
    try:
        return path.read_text("utf-8") != text
    except (OSError, UnicodeDecodeError):
        return True
