"""In the place of nbgrader's Execute: check cells are answered by the grader instead of run in a kernel.

Nothing of a notebook is executed in this process. The learner's cells become the text of a module, which is judged
as `tfkata check` judges a file: in a confined candidate, by an examiner. What the check cells would have shown is
written into them, so that nbgrader's gradebook, formgrader, feedback and export see a notebook that was run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum, Float, Integer

from tfkata.catalog.records import Exercise
from tfkata.drills import Drill
from tfkata.errors import GraderError
from tfkata.nbgrader import drill_notebook
from tfkata.notebook import drill_cells
from tfkata.notebook.shown import Shown
from tfkata.results import ExerciseResult, Outcome
from tfkata.running import fingerprint, shared
from tfkata.settings import READING_SECONDS, Settings
from tfkata.submissions import cell_ids, parsed
from tfkata.submissions.parsers import Budget

Judge = Callable[[Exercise, str], ExerciseResult]
NOT_OURS = (
    "This cell is no check of tfkata, and isolated grading runs nothing else: "
    "score it by hand in the formgrader, or grade this assignment with nbgrader's Execute."
)


class Isolated(NbGraderPreprocessor):  # type: ignore[misc]
    """Judges the checks of a notebook. Its options go into `nbgrader_config.py` as `c.Isolated.…`."""

    sandbox = Enum(
        ["strict", "auto", "off"], "strict", help="`strict` refuses to grade where a wall is missing"
    ).tag(config=True)
    device = Enum(["auto", "cpu", "gpu"], "auto", help="Where models are trained").tag(config=True)
    patience = Float(1.0, help="Multiplies every time limit").tag(config=True)
    seed = Integer(0, help="Fixes every random choice").tag(config=True)
    reading_seconds = Float(
        READING_SECONDS,
        help="What reading one submission may take of a processor, all of its notebooks together",
    ).tag(config=True)

    judge: Judge | None = None  # of `tfkata nbgrader autograde`, which has judged before it converts

    def settings(self) -> Settings:
        return Settings(
            seed=self.seed,
            device=self.device,
            sandbox=self.sandbox,
            patience=float(self.patience),
            reading_seconds=float(self.reading_seconds),
        )

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Fills in the check cells.

        Raises:
            GraderError: tfkata itself failed; nbgrader then keeps the submission for the next run.
        """
        found: dict[str, tuple[ExerciseResult, str]] = {}
        budget = Budget(self.settings().reading_seconds)
        for number, cell in enumerate(nb.cells, start=1):
            metadata = cell.metadata.get("nbgrader", {})
            if cell.cell_type != "code" or not metadata.get("grade") or metadata.get("solution"):
                continue
            asked = cell_ids.find_check(metadata["grade_id"])
            drill = drill_cells.asked(cell.source) if drill_notebook.is_check(metadata["grade_id"]) else None
            if drill is not None:
                self._drilled(cell, drill, _answer_to(metadata["grade_id"], nb.cells), number)
                continue
            if asked is None:
                self.log.warning("%s: %s", metadata["grade_id"], NOT_OURS)
                cell.outputs = [new_output("error", ename="NotGraded", evalue=NOT_OURS, traceback=[NOT_OURS])]
                continue
            exercise, check = asked
            if exercise.id not in found:
                text = parsed.answer_in_cells([_needed(cell) for cell in nb.cells], exercise, budget)
                found[exercise.id] = self._judged(exercise, text), key(exercise, text, self.settings())
            result, answer = found[exercise.id]
            one = next(c for c in result.checks if c.id == check.id)
            shown = Shown(one, exercise_id=exercise.id, worth=float(metadata["points"]), answer=answer)
            _show(cell, shown, number)
        return nb, resources

    def _drilled(self, cell: NotebookNode, drill: Drill, answer: str, number: int) -> None:
        """The text of an answer is judged where it is: nothing of it runs."""
        grade_id, worth = cell.metadata.nbgrader["grade_id"], float(cell.metadata.nbgrader["points"])
        result = replace(
            drill_cells.judged(drill, *drill_cells.spellings(answer)),
            id=grade_id.removeprefix(drill_notebook.PREFIX),
        )
        _show(cell, Shown(result, exercise_id=drill_cells.EXERCISE, worth=worth), number)

    def _judged(self, exercise: Exercise, text: str) -> ExerciseResult:
        judge = type(self).judge or _judge_here(self.settings())
        result = judge(exercise, text)
        for check in result.checks:
            if check.outcome is Outcome.GRADER_ERROR:
                raise GraderError(f"{exercise.id}, {check.id}: {check.message}")
        return result


def _show(cell: NotebookNode, shown: Shown, number: int) -> None:
    cell.execution_count = number
    cell.outputs = [new_output("execute_result", shown.bundle(), execution_count=number)]


def _answer_to(check_id: str, cells: list[NotebookNode]) -> str:
    """The text of the answer cell that belongs to the check of a drill."""
    wanted = drill_notebook.answer_id(check_id)
    found = (cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == wanted)
    return next((str(cell.source) for cell in found), "")


def _needed(cell: NotebookNode) -> dict[str, Any]:
    """What of a cell decides whether it is part of an answer."""
    about = cell.metadata.get("nbgrader", {})
    kept = {"grade_id": about["grade_id"]} if isinstance(about, dict) and "grade_id" in about else {}
    return {"cell_type": cell.cell_type, "source": cell.source, "metadata": {"nbgrader": kept}}


def key(exercise: Exercise, text: str, settings: Settings) -> str:
    """What a graded notebook says it was graded from: it changes with the answer, the exercise and the grader."""
    return fingerprint.key(exercise, text, settings)


def _judge_here(settings: Settings) -> Judge:
    """Judge by warm processes that stay until this one ends: nbgrader grades one submission after another."""
    runner = shared.runner(settings)
    return lambda exercise, text: runner.grade_text(exercise, text, f"{exercise.id}.ipynb")
