"""Is every data set here and sound? The rows that `tfkata doctor` shows."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tfkata.data import breast_cancer, embedded, full
from tfkata.data.images import PARTS, Images, Part
from tfkata.errors import DataError


@dataclass(frozen=True, slots=True)
class DataStatus:
    """One data set: `where` it was found, and, unless all is well, what to do (`advice`, one line)."""

    name: str
    where: str
    state: Literal["ok", "warn", "fail"]
    advice: str = ""


def check_embedded(name: str, root: Path) -> DataStatus:
    """Loads both parts of an embedded data set."""
    return _status(name, str(root), lambda part: embedded.load(name, part, root=root))


def check_breast_cancer(root: Path) -> DataStatus:
    """Loads both parts out of scikit-learn, which takes a second or two."""
    return _status(breast_cancer.NAME, "scikit-learn", lambda part: breast_cancer.load(part, root=root))


def check_full(root: Path) -> DataStatus:
    """Loads both parts if they are on this computer; never downloads. Their absence is a warning only."""
    try:
        found = {part: full.find(part, root=root) for part in PARTS}
    except DataError as problem:
        return DataStatus(full.NAME, "", "fail", str(problem))
    if None in found.values():
        advice = f"Keras downloads it (30 MB) when it is first needed. To have it now: {full.ELSEWHERE}."
        return DataStatus(full.NAME, "not on this computer", "warn", advice)
    where = ", ".join(dict.fromkeys(str(place.folder) for place in found.values() if place))
    return _status(full.NAME, where, lambda part: full.load(part, root=root))


def _status(name: str, where: str, load: Callable[[Part], Images]) -> DataStatus:
    try:
        for part in PARTS:
            load(part)
    except DataError as problem:
        return DataStatus(name, where, "fail", str(problem))
    return DataStatus(name, where, "ok")
