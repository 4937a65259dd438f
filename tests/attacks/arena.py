"""Reads the attacks, lets each loose on a runner, and says what it must not have achieved.

An attack is a learner's module. Its first lines say what it is for::

    # exercise: e01_normalize
    # aim: one line
    # expect: crashed            one or more outcomes
    # points: 2                  at most so many (without: as many as there are)
    # patience: 0.1              short limits, for what never answers
    # off: no                    not to be run without walls: it would do what it says
    # slow: yes                  not in the default run of the tests
    # tier: full                 where the check that it aims at is not a quick one

An attack that achieves something prints GOT THROUGH. One that is refused raises what refused it, so that whoever
reads the result sees what was tried.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import psutil

from tfkata.catalog import records
from tfkata.results import ExerciseResult, Outcome
from tfkata.running.runner import Runner
from tfkata.settings import Settings

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CANARY = Path("/tmp/tfkata-attack-canary")  # left there: several arenas at a time have the same one
SECRET = "correct-horse-battery-staple-7251"
THROUGH = "GOT THROUGH"
RIGHT = records.find("e01").solution.read_text("utf-8")


@dataclass(frozen=True)
class Attack:
    """One hostile answer and what may come of it."""

    name: str
    exercise: str
    aim: str
    expect: tuple[str, ...]
    points: float | None
    patience: float
    off: bool
    slow: bool
    path: Path
    tier: str = "quick"

    @property
    def group(self) -> str:
        return self.name.partition("/")[0]


def attacks() -> list[Attack]:
    return [_read(path) for path in sorted(HERE.glob("*/*.py"))]


def _read(path: Path) -> Attack:
    head = dict(re.findall(r"^# (\w+): (.*)$", path.read_text("utf-8")[:600], re.M))
    return Attack(
        name=f"{path.parent.name}/{path.stem}",
        exercise=head["exercise"],
        aim=head["aim"],
        expect=tuple(head["expect"].replace(",", " ").split()),
        points=float(head["points"]) if "points" in head else None,
        patience=float(head.get("patience", 1.0)),
        off=head.get("off") != "no",
        slow=head.get("slow") == "yes",
        path=path,
        tier=head.get("tier", "quick"),
    )


class Arena:
    """A warm runner with all that an attack must leave alone around it."""

    def __init__(self, sandbox: str = "auto") -> None:
        os.environ["TFKATA_TEST_SECRET"] = SECRET
        CANARY.mkdir(mode=0o755, exist_ok=True)
        secret = CANARY / "secret"
        if not secret.is_file() or secret.read_text("utf-8") != SECRET:  # else an arena beside this one would see it change
            secret.write_text(SECRET, "utf-8")
        self.runner = Runner(Settings(tier="quick", sandbox=sandbox))
        self._clones: dict[tuple[float, str], Runner] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="attacks-")

    def grade(self, attack: Attack) -> ExerciseResult:
        return self._grade(attack.exercise, attack.path.read_text("utf-8"), attack.patience, attack.tier)

    def grade_right(self) -> ExerciseResult:
        return self._grade("e01", RIGHT, 2.0, "quick")

    def _grade(self, exercise_id: str, code: str, patience: float, tier: str) -> ExerciseResult:
        exercise = records.find(exercise_id)
        path = Path(self._folder.name) / f"{exercise.id}.py"
        path.write_text(code, "utf-8")
        return self._by(patience, tier).grade(exercise, path)

    def _by(self, patience: float, tier: str) -> Runner:
        if (patience, tier) not in self._clones:
            clone = self.runner.clone()
            clone.settings = replace(self.runner.settings, patience=patience, tier=tier)
            self._clones[patience, tier] = clone
        return self._clones[patience, tier]

    def left_over(self) -> list[int]:
        """Processes below the warm ones that are no examiners."""
        examiners = len(self._clones) * 2
        found = []
        for template in self.templates():
            below = psutil.Process(template).children(recursive=True)
            found += [p.pid for p in below if p.cwd().startswith(tempfile.gettempdir())]
        return found if len(found) > examiners else []

    def templates(self) -> list[int]:
        return [launcher.pid for launcher in self.runner.launchers.forking.values()]

    def close(self) -> None:
        for clone in self._clones.values():
            clone.close()
        self.runner.close()
        self._folder.cleanup()
        del os.environ["TFKATA_TEST_SECRET"]


@contextmanager
def arena(sandbox: str = "auto") -> Iterator[Arena]:
    opened = Arena(sandbox)
    try:
        yield opened
    finally:
        opened.close()


def faults(attack: Attack, result: ExerciseResult) -> list[str]:
    """What the attack achieved that it must not."""
    shown = json.dumps(asdict(result))
    found = []
    printed = "".join(check.output for check in result.checks)
    if THROUGH in printed:
        found.append(printed[printed.index(THROUGH) :][:300])
    if SECRET in shown:
        found.append("the secret is in the result")
    if any(check.outcome is Outcome.GRADER_ERROR for check in result.checks):
        found.append("the grader failed: " + next(c.message for c in result.checks if c.outcome == "grader_error"))
    if result.outcome not in attack.expect:
        found.append(f"{result.outcome} and not {' or '.join(attack.expect)}: {result.checks[0].message[:200]}")
    if attack.points is not None and result.points > attack.points:
        found.append(f"{result.points} points, at most {attack.points}")
    return found


def snapshot() -> dict[str, tuple[float, int, int, int]]:
    """What lies around a grading: modification time, size, mode and owner of the project, names in /tmp, home, /dev/shm."""
    found: dict[str, tuple[float, int, int, int]] = {}
    for folder in (ROOT / "solutions", ROOT / "grader", CANARY):
        for path in [folder, *folder.rglob("*")]:
            if "__pycache__" not in path.parts:
                status = path.lstat()
                # Python writes __pycache__ into folders, so a folder's own time and size say nothing.
                content = (0.0, 0) if path.is_dir() else (status.st_mtime, status.st_size)
                found[str(path)] = (*content, status.st_mode, status.st_uid)
    status = Path(os.__file__).lstat()
    found[os.__file__] = (status.st_mtime, status.st_size, status.st_mode, status.st_uid)
    return found


def strangers() -> set[str]:
    """What attacks leave if they can, by the names that they use."""
    places = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path.home(), Path("/"), ROOT)
    return {
        str(p)
        for place in places
        for p in place.glob("tfkata-*")
        if "attack-outside" in p.name or "note" in p.name
    }
