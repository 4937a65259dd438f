"""Where a learner goes from here: the last line under a verdict, with commands and paths as they can be typed."""

from __future__ import annotations

import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tfkata.results import ExerciseResult, Outcome


@dataclass(frozen=True, slots=True)
class Onward:
    """What is known beyond a result.

    `passed` of `every` exercises have passed in this folder, `next` is the first that has not (empty: all have), and
    `options` names the folder where a command would otherwise look elsewhere. `files` are the judged files by exercise.
    """

    passed: int
    every: int
    next: str
    options: str = ""
    files: dict[str, str] = field(default_factory=dict)

    def after(self, exercises: list[ExerciseResult]) -> str:
        """Such as "4 of 23 · next: e05_batches · tfkata solution e04 is open", or what to do about the first that did not pass."""
        unfinished = next((one for one in exercises if one.outcome is not Outcome.PASSED), None)
        if unfinished is not None:
            return self._again(unfinished)
        parts = [f"{self.passed} of {self.every}"]
        parts.append(f"next: {self.next}" if self.next else "you have passed them all")
        if len(exercises) == 1:
            parts.append(f"tfkata solution {_short(exercises[0].id)}{self.options} is open")
        return " · ".join(parts)

    def _again(self, unfinished: ExerciseResult) -> str:
        short = f"{_short(unfinished.id)}{self.options}"
        if unfinished.outcome is Outcome.NOT_ATTEMPTED:
            file = self.files.get(unfinished.id, f"{unfinished.id}.py")
            return f"next: open {file}, then `tfkata check {short}` (or `tfkata hint {short}`)"
        return f"next: `tfkata check {short}`, or `tfkata hint {short}`"


def quoted(path: Path | str) -> str:
    """A path as a shell takes it for one word."""
    text = str(path)
    return subprocess.list2cmdline([text]) if sys.platform == "win32" else shlex.quote(text)


def _short(exercise_id: str) -> str:
    return exercise_id.partition("_")[0]
