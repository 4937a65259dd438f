"""What a result is filed under: a hash of the answer, and of everything that decides what is said about it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path

from tfkata.catalog import records, texts
from tfkata.catalog.records import Exercise
from tfkata.running.runner import versions
from tfkata.settings import Settings

_PACKAGE = Path(records.__file__).parents[1]
_IMPORTED = re.compile(r"^\s*(?:from|import)\s+(tfkata[\w.]*)(?:\s+import\s+(.+))?", re.M)
_JUDGING = {
    "numpy": ("tfkata.checks", "tfkata.curriculum"),
    "tensorflow": ("tfkata.checks", "tfkata.curriculum", "tfkata.architecture"),
}
LENGTH = 32


def of(exercise: Exercise) -> str:
    """Changes with the exercise and nothing else: its record, solution, texts, threshold and the checks it leads to.

    Any change counts, also of a comment: grading once too often is cheap, a stale grade is not.
    """
    own = [
        *sorted(records.folder_of(exercise.id).glob("*.toml")),
        exercise.solution,
        *texts.shared(),
        *_modules(f"tfkata.curriculum.{exercise.id}.checks", _JUDGING[exercise.needs]),
        _PACKAGE / "checks" / "familiar.py",
    ]
    return _digest(*(_hash(path) for path in own))


@cache
def engine() -> str:
    """Changes with whatever grades: versions of Python, tfkata, TensorFlow, Keras, NumPy and Hypothesis."""
    return _digest(json.dumps(versions(), sort_keys=True))


def key(exercise: Exercise, text: str, settings: Settings) -> str:
    """The same text judged by the same exercise in the same way has the same key, whoever handed it in."""
    return _digest(text, known(exercise.id), engine(), _conditions(settings), exercise.id)


@cache
def known(exercise_id: str) -> str:
    """`of`, once in the life of a process: a run judges all submissions by one edition."""
    return of(records.find(exercise_id))


@cache
def _conditions(settings: Settings) -> str:
    """What of the settings may change a verdict; how many threads compute it does not belong to it."""
    decisive = {name: value for name, value in asdict(settings).items() if name != "threads"}
    return json.dumps(decisive, sort_keys=True)


def _modules(first: str, judging: tuple[str, ...]) -> list[Path]:
    """The module and every module that judges to which it leads, directly or not."""
    seen: dict[str, Path] = {}
    waiting = [first]
    while waiting:
        name = waiting.pop()
        path = _file_of(name)
        if path is not None and name not in seen:
            seen[name] = path
            waiting += [found for found in _imports(path) if found.startswith(judging)]
    return [seen[name] for name in sorted(seen)]


def _file_of(module: str) -> Path | None:
    folder = _PACKAGE.parent / Path(*module.split("."))
    return next((p for p in (folder / "__init__.py", folder.with_suffix(".py")) if p.is_file()), None)


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """Every dotted name that an import may mean: `from tfkata.checks import kit` names the package and the module."""
    found: list[str] = []
    for module, names in _IMPORTED.findall(path.read_text("utf-8")):
        found += [module, *(f"{module}.{name}" for name in re.findall(r"\w+", names))]
    return tuple(found)


def _hash(path: Path) -> str:
    return _digest(path.read_text("utf-8")) if path.is_file() else ""


def _digest(*parts: str) -> str:
    lengths = ",".join(str(len(part)) for part in parts)
    return hashlib.sha256("\0".join([lengths, *parts]).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
