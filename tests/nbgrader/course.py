"""A course of nbgrader in a temporary folder, for tests: hand in answers, run nbgrader, read the gradebook."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tfkata.catalog import records
from tfkata.nbgrader import course

Notebook = dict[str, Any]
SCRIPTS = Path(sys.executable).parent
STOCK = 'del c.Autograde["autograde_preprocessors"]\n'


@dataclass(frozen=True)
class Course:
    """A course folder with one assignment, `ps1`."""

    root: Path

    @classmethod
    def make(cls, root: Path, exercises: str, *, more: str = "") -> Course:
        """Made and released; `more` goes to the end of the configuration."""
        course.init(root, course.chosen(exercises), "ps1")
        with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
            config.write(more)
        made = cls(root)
        made.nbgrader("generate_assignment", "ps1")
        return made

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command of the environment under test, in the course folder."""
        path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
        return subprocess.run(
            [str(SCRIPTS / command[0]), *command[1:]],
            cwd=self.root,
            env={**os.environ, "PATH": path, "IPYTHONDIR": str(self.root / ".ipython")},
            capture_output=True,
            text=True,
            timeout=3600,
        )

    def nbgrader(self, *arguments: str) -> str:
        """A subcommand of nbgrader that has to succeed."""
        ran = self.run("nbgrader", *arguments)
        assert ran.returncode == 0, ran.stderr[-3000:]
        return ran.stderr

    def released(self, exercise: str) -> Notebook:
        name = records.find(exercise).id
        read: Notebook = json.loads((self.root / "release/ps1" / f"{name}.ipynb").read_text("utf-8"))
        return read

    def hand_in(
        self, student: str, exercise: str, text: str, change: Callable[[Notebook], None] | None = None
    ) -> None:
        """The released notebook with the text in the cell of the answer, and changed further where asked."""
        notebook = self.released(exercise)
        cell_of(notebook, records.find(exercise).id)["source"] = text
        if change is not None:
            change(notebook)
        self.hand_in_file(student, exercise, json.dumps(notebook))

    def hand_in_file(self, student: str, exercise: str, content: str) -> None:
        folder = self.root / "submitted" / student / "ps1"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{records.find(exercise).id}.ipynb").write_text(content, "utf-8")

    def graded(self, student: str, exercise: str) -> Notebook:
        path = self.root / "autograded" / student / "ps1" / f"{records.find(exercise).id}.ipynb"
        read: Notebook = json.loads(path.read_text("utf-8"))
        return read

    def scores(self) -> dict[str, float]:
        """What nbgrader's own exporter writes, by student."""
        self.nbgrader("export")
        with (self.root / "grades.csv").open(newline="") as file:
            return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}

    def gradebook(self) -> dict[str, dict[str, float | None]]:
        """Automatic scores by student and cell."""
        from nbgrader.api import Gradebook

        found: dict[str, dict[str, float | None]] = {}
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as gradebook:
            for submission in gradebook.assignment_submissions("ps1"):
                grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
                found[submission.student_id] = {grade.name: grade.auto_score for grade in grades}
        return found


def cell_of(notebook: Notebook, grade_id: str) -> Notebook:
    """The first cell of that id."""
    found: Notebook = next(
        c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )
    return found


def code(text: str, **metadata: Any) -> Notebook:
    """A new code cell."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": text,
    }
