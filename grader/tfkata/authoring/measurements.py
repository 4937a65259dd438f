"""Measurements kept as JSON, the conditions under which they were made, and what makes them out of date."""

from __future__ import annotations

import ast
import datetime
import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import SourceError
from tfkata.files.writing import replace_file
from tfkata.running.runner import versions

_JUDGING: dict[str, tuple[str, ...]] = {
    "numpy": ("tfkata.checks", "tfkata.curriculum"),
    "tensorflow": ("tfkata.checks", "tfkata.curriculum", "tfkata.architecture"),
}


def root() -> Path:
    """The checkout: measurements lie in its `tests`, pages in its `docs`."""
    return records.kit_folder("solutions").parent


def load(path: Path) -> dict[str, Any]:
    """What is kept there; nothing where there is no such file.

    Raises:
        SourceError: the file is damaged.
    """
    if not path.is_file():
        return {}
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return found
    except ValueError as error:
        raise SourceError(f"{path}: not readable as JSON ({error}): delete it to measure anew") from error


def save(path: Path, data: dict[str, Any]) -> None:
    """Replaces the file as a whole, so that an interruption leaves the old or the new one."""
    replace_file(path, json.dumps(data, indent=1, ensure_ascii=False) + "\n")


def conditions() -> dict[str, Any]:
    """Date, hardware and versions of a measurement made now."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "cpu": cpu_model(),
        "cores": os.cpu_count() or 1,
        "versions": versions(),
    }


def cpu_model() -> str:
    """The processor's name; on Linux from /proc, because `platform` knows only its architecture there."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, None) or platform.processor() or platform.machine() or "unknown"


def digest(*parts: str) -> str:
    """A short hash of texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def fingerprint(exercise: Exercise) -> str:
    """Changes with whatever decides a verdict: the record, the solution, and the check modules it is judged by.

    Texts are left out, because they decide nothing, and so is the engine, which its own tests guard.
    """
    record = records.folder_of(exercise.id) / "record.toml"
    return digest(*(_normal(path) for path in (record, exercise.solution, *modules_of(exercise))))


def modules_of(exercise: Exercise) -> list[Path]:
    """The check module of an exercise and every module that judges to which it leads (models only where there are some)."""
    seen: dict[str, Path] = {}
    waiting = [f"tfkata.curriculum.{exercise.id}.checks"]
    while waiting:
        name = waiting.pop()
        path = _file_of(name)
        if name not in seen and path is not None:
            seen[name] = path
            waiting += [found for found in _imports(path) if found.startswith(_JUDGING[exercise.needs])]
    return [seen[name] for name in sorted(seen)]


def _imports(path: Path) -> Iterator[str]:
    """Every dotted name that an import may mean: `from tfkata.checks import kit` names the package and the module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _file_of(module: str) -> Path | None:
    folder = Path(__file__).parents[2] / Path(*module.split("."))
    found = (path for path in (folder / "__init__.py", folder.with_suffix(".py")) if path.is_file())
    return next(found, None)


def _normal(path: Path) -> str:
    """Python without comments, docstrings and layout, so that wording changes nothing; other files as they are."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return text
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
        ):
            node.body = node.body[1:]
    return ast.dump(tree)


def described(measured: Iterable[dict[str, Any]]) -> list[str]:
    """The conditions of several measurements in lines for people: dates, hardware, versions, each named once."""
    every = list(measured)
    dates = sorted({c["date"] for c in every})
    hardware = sorted({f"{c['cpu']}, {c['cores']} cores" for c in every})
    found = sorted({", ".join(f"{name} {version}" for name, version in c["versions"].items()) for c in every})
    when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
    return [
        f"- Measured: {when}",
        *(f"- Hardware: {h}" for h in hardware),
        *(f"- Versions: {v}" for v in found),
    ]
