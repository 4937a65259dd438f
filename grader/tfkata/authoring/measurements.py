"""Measurements kept as JSON, the conditions under which they were made, and what makes them out of date."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import platform
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import SourceError
from tfkata.files.writing import replace_file
from tfkata.running import fingerprint


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
        raise SourceError(f"{path}: not readable as JSON ({error}): delete it to measure again") from error


def save(path: Path, data: dict[str, Any]) -> None:
    """Replaces the file as a whole, so that an interruption leaves the old or the new one."""
    replace_file(path, json.dumps(data, indent=1, ensure_ascii=False) + "\n")


def conditions() -> dict[str, Any]:
    """Date, hardware and versions of a measurement made now."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "cpu": cpu_model(),
        "cores": os.cpu_count() or 1,
        "versions": {**fingerprint.libraries(), "python": platform.python_version()},
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


def head(exercise: Exercise, *, minimum: bool = True) -> dict[str, Any]:
    """What a file of measurements made now begins with: of which exercise, judged by what, under which conditions."""
    return {
        "exercise": exercise.id,
        "fingerprint": fingerprint.of(exercise, words=False, minimum=minimum),
        "conditions": conditions(),
    }


def outdated(stored: dict[str, Any], exercise: Exercise, *, minimum: bool = True) -> str | None:
    """Say why a file of measurements is out of date, or None where what would judge now is what judged then.

    Another version of a library is reason enough: the numbers of a training, and errors that have names, depend on it.
    """
    if not stored:
        return "nothing is kept"
    if stored.get("fingerprint") != fingerprint.of(exercise, words=False, minimum=minimum):
        return "the exercise or what judges it has changed"
    then, here = _comparable(stored["conditions"]["versions"]), _comparable(fingerprint.libraries())
    differ = [name for name in {**then, **here} if then.get(name) != here.get(name)]
    if not differ:
        return None
    return "kept with " + ", ".join(f"{name} {then.get(name)} (here {here.get(name)})" for name in differ)


def _comparable(found: dict[str, str]) -> dict[str, str]:
    """Without the patch of Python's version, which `fingerprint.libraries` does not count either."""
    return {**found, "python": ".".join(str(found.get("python")).split(".")[:2])}


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
