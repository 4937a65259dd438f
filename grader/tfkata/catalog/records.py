"""The catalogue: one record per exercise; every path and id of the kit derives from it.

A record is `curriculum/<id>/record.toml`. Adding an exercise adds a folder and touches no other record.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tfkata.errors import SourceError, UnknownExercise

_PACKAGE = Path(__file__).parents[1]
_CHECKOUT = _PACKAGE.parents[1]
CURRICULUM = _PACKAGE / "curriculum"
TIERS = ("quick", "full")
LIBRARIES = ("numpy", "tensorflow")
TOPICS = ("data", "model", "objective", "training")
# The five categories of the practical exam that Google offered until May 2024, in the order in which exercises are listed.
CATEGORIES = {
    "images": "Basic images, and the craft (category 2)",
    "numbers": "Numbers (category 1)",
    "pictures": "Real pictures (category 3)",
    "text": "Text (category 4)",
    "series": "Sequences (category 5)",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is asked of an exercise, and what it is worth."""

    id: str
    title: str
    points: float
    functions: tuple[str, ...]
    tier: str = "quick"


@dataclass(frozen=True, slots=True)
class Exercise:
    """The record of one exercise. Limits are in seconds of wall time and megabytes above the warm template.

    `library` is what its checks import, `needs` are the ids of the exercises that it builds on.
    """

    id: str
    title: str
    topic: str
    minutes: int
    library: str
    functions: tuple[str, ...]
    checks: tuple[Check, ...]
    category: str = "images"
    needs: tuple[str, ...] = ()
    call_seconds: float = 10.0
    exercise_seconds: float = 60.0
    memory_mb: int = 2048

    @property
    def points(self) -> float:
        return sum(check.points for check in self.checks)

    @property
    def solution(self) -> Path:
        return kit_folder("solutions") / f"{self.id}.py"

    @property
    def stub(self) -> Path:
        return kit_folder("exercises") / f"{self.id}.py"

    def checks_of(self, tier: str) -> tuple[Check, ...]:
        """The checks that a tier runs: `full` is everything, `quick` leaves the training out."""
        return self.checks if tier == "full" else tuple(c for c in self.checks if c.tier == "quick")


def kit_folder(name: str) -> Path:
    """Where `exercises` or `solutions` lies: beside the package in a checkout, inside it in a wheel."""
    in_checkout = (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "grader" / "tfkata").is_dir()
    return _CHECKOUT / name if in_checkout else _PACKAGE / "kit" / name


def folder_of(exercise_id: str) -> Path:
    """Where everything that belongs to one exercise alone lies: record, texts, threshold, checks."""
    return CURRICULUM / exercise_id


@cache
def exercises() -> dict[str, Exercise]:
    """All records by id, in the order in which the exercises build on each other.

    Raises:
        SourceError: a record is not valid.
    """
    paths = sorted(CURRICULUM.glob("e*/record.toml"))
    return {path.parent.name: read_record(path) for path in paths}


@cache
def drills() -> dict[str, Exercise]:
    """The records of drills that are functions to write, by id. The seed says which variant is asked; nobody lists them.

    Raises:
        SourceError: a record is not valid.
    """
    paths = sorted(CURRICULUM.glob("d_*/record.toml"))
    return {path.parent.name: read_record(path) for path in paths}


def find(wanted: str) -> Exercise:
    """The exercise of that id; `e07`, `e7`, `7` or the name after the number are enough. A drill has its whole id.

    Raises:
        UnknownExercise: none, or more than one, fits.
    """
    known = exercises()
    wanted = wanted.removesuffix(".py")
    if wanted in drills():
        return drills()[wanted]
    fitting = [known[wanted]] if wanted in known else [e for i, e in known.items() if _fits(wanted, i)]
    if len(fitting) == 1:
        return fitting[0]
    near = [e.id for e in fitting] or difflib.get_close_matches(wanted, known, n=2, cutoff=0.4)
    guess = f"did you mean {' or '.join(near)}? " if near else ""
    raise UnknownExercise(f"no exercise is called '{wanted}': {guess}`tfkata list` shows them all")


def _fits(wanted: str, exercise_id: str) -> bool:
    number, _, name = exercise_id.partition("_")
    return wanted.lower() == name or _digits(wanted.lower()) == _digits(number)


def _digits(number: str) -> str:
    return number.removeprefix("e").lstrip("0")


def read_record(path: Path) -> Exercise:
    """The exercise in a `record.toml`.

    Raises:
        SourceError: not a valid record.
    """
    try:
        record = tomllib.loads(path.read_text("utf-8"))
        return _exercise(record, path)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SourceError(f"{_where(path)}: not a valid record: {error}") from error


def _where(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _exercise(record: dict[str, Any], path: Path) -> Exercise:
    where = _where(path)
    checks = tuple(
        Check(**{**check, "functions": tuple(check["functions"])}) for check in record.pop("checks")
    )
    lists = {
        "functions": tuple(record["functions"]),
        "needs": tuple(record.get("needs", ())),
        "checks": checks,
    }
    exercise = Exercise(**{**record, **lists})
    if exercise.id != path.parent.name:
        raise SourceError(f"{where}: the id is '{exercise.id}', the folder is called '{path.parent.name}'")
    if exercise.library not in LIBRARIES:
        raise SourceError(
            f"{where}: the library is '{exercise.library}': it is one of {', '.join(LIBRARIES)}"
        )
    if exercise.category not in CATEGORIES:
        known = ", ".join(CATEGORIES)
        raise SourceError(f"{where}: the category is '{exercise.category}': it is one of {known}")
    for check in checks:
        if check.tier not in TIERS or not set(check.functions) <= set(exercise.functions):
            raise SourceError(f"{where}: check '{check.id}' names an unknown tier or function")
        if [other.id for other in checks].count(check.id) > 1:
            raise SourceError(f"{where}: two checks are called '{check.id}'")
        if not check.points > 0:
            raise SourceError(f"{where}: check '{check.id}' is worth {check.points} points")
    return exercise
