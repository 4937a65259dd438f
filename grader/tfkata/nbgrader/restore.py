"""nbgrader's metadata of a submitted notebook, put right from the gradebook before anything relies on it.

nbgrader stops the whole class at metadata of an old schema, and a submission at a missing field; a learner can
write any of it. So of each cell only its id is believed, and of several cells with one id the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from tfkata.errors import SubmissionError

_Done = tuple[NotebookNode, dict[str, Any]]


class Restore(NbGraderPreprocessor):  # type: ignore[misc]
    """First of `c.Autograde.sanitize_preprocessors`: check cells that were deleted are put back, at the end."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> _Done:
        about = resources["nbgrader"]
        _must_be_a_file(resources.get("metadata", {}))
        with Gradebook(about["db_url"]) as gradebook:
            known = {cell["grade_id"]: cell for cell in _known(gradebook, about)}
        nb.metadata = _about(nb.metadata)
        nb.cells = list(_restored(nb.cells, known))
        seen = {cell.metadata.nbgrader.grade_id for cell in nb.cells if "nbgrader" in cell.metadata}
        missing = [cell for name, cell in known.items() if name not in seen and cell["locked"]]
        if missing:
            self.log.warning("Cells put back: %s", ", ".join(cell["grade_id"] for cell in missing))
        nb.cells = [
            *(_anew(cell) for cell in missing if not cell["grade"]),
            *nb.cells,
            *(_anew(cell) for cell in missing if cell["grade"]),
        ]
        return nb, resources


def _about(metadata: Any) -> NotebookNode:
    """What a graded notebook keeps about itself: the pages made of it need no more, and widgets without state stop them."""
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    kept = {"kernelspec": kernel} if isinstance(kernel, dict) else {}
    return NotebookNode({**kept, "language_info": NotebookNode(name="python")})


def _must_be_a_file(about: dict[str, Any]) -> None:
    """nbgrader follows links: one to the instructor's notebook would be a right answer."""
    path = Path(about.get("path", "")) / f"{about.get('name', '')}.ipynb"
    if path.is_symlink():
        raise SubmissionError(f"{path}: is a link, and links are not followed")


def _known(gradebook: Gradebook, about: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The metadata of each cell as it was released, with its source."""
    notebook = gradebook.find_notebook(about["notebook"], about["assignment"])
    points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    grades = {cell.name for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    for cell in notebook.source_cells:
        yield {
            "grade_id": cell.name,
            "grade": cell.name in grades,
            "solution": cell.name in solutions,
            "task": cell.name in tasks,
            "locked": bool(cell.locked),
            "checksum": cell.checksum,
            "cell_type": cell.cell_type,
            "points": points.get(cell.name),
            "source": cell.source,
        }


def _restored(cells: list[NotebookNode], known: dict[str, dict[str, Any]]) -> Iterator[NotebookNode]:
    names = [_grade_id(cell) for cell in cells]
    last = {name: place for place, name in enumerate(names)}
    for place, (cell, name) in enumerate(zip(cells, names, strict=True)):
        cell.metadata = NotebookNode()
        if name in known and place == last[name]:
            cell.metadata["nbgrader"] = _metadata(known[name])
            if known[name]["locked"]:  # its hidden part comes back; OverwriteCells would warn of it each time
                cell.source = known[name]["source"]
        yield cell


def _grade_id(cell: NotebookNode) -> str | None:
    metadata = cell.metadata.get("nbgrader")
    found = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return found if isinstance(found, str) else None


def _metadata(cell: dict[str, Any]) -> NotebookNode:
    kept = {key: value for key, value in cell.items() if key != "source" and value is not None}
    return NotebookNode({**kept, "schema_version": 3})


def _anew(cell: dict[str, Any]) -> NotebookNode:
    new = new_code_cell if cell["cell_type"] == "code" else new_markdown_cell
    return new(cell["source"], id=cell["grade_id"][:64], metadata={"nbgrader": _metadata(cell)})
