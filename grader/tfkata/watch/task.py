"""What a learner works at: an exercise in its file, or a drill that is a function to write, in one of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tfkata.catalog import source
from tfkata.catalog.records import Exercise
from tfkata.drills import Drill
from tfkata.errors import UsageError
from tfkata.memory.remembering import remember, remember_drill
from tfkata.results import ExerciseResult
from tfkata.workspace import folder as workspace


@dataclass(frozen=True, slots=True)
class Task:
    """A file and what it answers: an exercise, or the `drill` that this exercise judges."""

    exercise: Exercise
    path: Path
    drill: Drill | None = None

    @property
    def id(self) -> str:
        return self.drill.id if self.drill is not None else self.exercise.id

    @property
    def seed(self) -> int | None:
        """The seed that the drill's judgement needs; None for an exercise, which has that of the settings."""
        return self.drill.settings_seed if self.drill is not None else None

    @property
    def fresh(self) -> str:
        """The file as it was handed out."""
        return self.drill.stub if self.drill is not None else workspace.fresh(self.exercise)

    @property
    def solution(self) -> str:
        """A right answer, without the lesson above it."""
        if self.drill is not None:
            return workspace.without_lesson(self.drill.solution)
        return workspace.reference(self.exercise)

    def lesson(self) -> tuple[str, str]:
        """Title and statement; the statement is Markdown."""
        if self.drill is not None:
            return f"The drill {self.drill.id}", self.drill.statement
        parsed = source.parse(self.exercise.solution.read_text("utf-8"), self.exercise.id)
        return parsed.title, parsed.statement

    def remember(self, folder: Path, result: ExerciseResult, text: str) -> list[str]:
        """Remember what was judged: an exercise in its work folder, a drill where its file lies.

        Returns:
            Why something could not be remembered, in words.
        """
        if self.drill is not None:
            return remember_drill(self.path.parent, self.drill.id, self.exercise, result, seen=text)
        return remember(folder, [(self.exercise, result)], seen=text)

    def reset(self, folder: Path) -> Path | None:
        """Put the fresh file back; returns the backup of what was there.

        Raises:
            UsageError: the folder cannot be written to.
        """
        if self.drill is None:
            return workspace.reset(self.exercise, folder)
        if not self.path.parent.is_dir():
            raise UsageError(f"{self.path.parent}: no such folder any more")
        return workspace.put_back(self.path, self.fresh)
