"""Drills as a notebook of nbgrader: the instructor's version, from which nbgrader makes the learners'.

nbgrader hands out one notebook to a whole class, so that everybody gets the same questions; sheets give everybody their own
(`tfkata drill --sheet N --roster CSV`). A check is hidden until the work is graded: with its id, anybody could ask for the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tfkata.catalog.source import BEGIN, END
from tfkata.drills import Drill
from tfkata.drills.drill import LETTERS
from tfkata.nbgrader import notebooks
from tfkata.notebook import cells, drill_cells
from tfkata.notebook.cells import Cell
from tfkata.submissions import cell_ids

PREFIX = "drills--"
_CHECK, _ANSWER = re.compile(rf"{PREFIX}q\d{{2,3}}"), re.compile(rf"{PREFIX}q\d{{2,3}}--answer")
_ABOUT = """# Drills

Write each answer below its question, as a value or as a text, such as `answer_1 = 320`, `answer_1 = "(None, 26, 26, 32)"` or \
`answer_1 = "b"`. What you write is read, not run: a number has to be worked out."""


def notebook(drills: Iterable[Drill]) -> Cell:
    """The notebook (nbformat 4.5) with a question, a place for the answer and a hidden check per drill."""
    parts = [
        notebooks.code_cell(cell_ids.SETUP, "from tfkata.nbgrader import check", locked=True),
        cells.markdown(f"{PREFIX}about", _ABOUT),
    ]
    for number, drill in enumerate(drills, start=1):
        parts += _question(number, drill)
    return cells.whole(parts)


def is_check(grade_id: str) -> bool:
    return _CHECK.fullmatch(grade_id) is not None


def is_answer(grade_id: str) -> bool:
    return _ANSWER.fullmatch(grade_id) is not None


def answer_id(check_id: str) -> str:
    """The id of the answer cell that belongs to a check cell."""
    return f"{check_id}--answer"


def _question(number: int, drill: Drill) -> list[Cell]:
    check_id = f"{PREFIX}q{number:02}"
    options = [f"- {letter}) {text}" for letter, text in zip(LETTERS, drill.options, strict=False)]
    begin, end = notebooks.HIDDEN
    return [
        cells.markdown(
            f"{check_id}--question",
            "\n\n".join([f"## {number}", drill.statement, *filter(None, ["\n".join(options)])]),
        ),
        notebooks.code_cell(
            answer_id(check_id),
            f"{BEGIN}\n{drill_cells.variable(number)} = {drill.answer!r}\n{END}",
            solution=True,
        ),
        notebooks.code_cell(
            check_id,
            f"# Your answer is judged here when your work is graded.\n{begin}\n{drill_cells.check_line(drill, number)}\n{end}",
            points=1.0,
        ),
    ]
