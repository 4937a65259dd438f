"""The answer in a learner's own notebook, judged by the same grader, asked from the kernel.

The answer is read from the cells that were run, put together as for grading, and judged in processes of its own:
the kernel imports nothing heavy and nothing is written to stderr, for which nbgrader would take all points away.
`check` is what nbgrader's notebooks call; in its stock mode that gives the points, beside code that could replace it
(docs/security.md).
"""

from __future__ import annotations

import atexit
import contextlib
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfkata.errors import GraderError, SubmissionError, TfkataError
from tfkata.notebook.showing import in_jupyter, shell

if TYPE_CHECKING:
    from tfkata.catalog.records import Check, Exercise
    from tfkata.notebook.shown import Shown
    from tfkata.results import CheckResult
    from tfkata.running.runner import Session


def check(exercise: str, check: Any, *, points: float | None = None) -> Shown:
    """Judge one check of an exercise on what the notebook's cells define, or the answer to a drill.

    Args:
        exercise: `"e03_one_hot"`, or `"e03"`; or the id of a drill, such as `"parameters:2:5"`.
        check: the id of the check, such as `"encode"`; of a drill, the answer.
        points: what it is worth; where an instructor changed a cell's points, the same number is given here.

    Returns:
        An object whose number is the points earned. Jupyter shows it as a report; elsewhere the report is printed.
    """
    with contextlib.redirect_stderr(io.StringIO()):
        shown = _drilled(exercise, check, points) if ":" in exercise else _checked(exercise, check, points)
    if not in_jupyter():
        sys.stdout.write(f"{shown.text()}\n")
    return shown


def _drilled(drill: str, value: object, points: float | None) -> Shown:
    from tfkata.notebook import drill_cells

    return drill_cells.shown(drill, value, points)


def _checked(exercise: str, check: str, points: float | None) -> Shown:
    from tfkata.notebook.shown import Shown
    from tfkata.results import CheckResult, Outcome
    from tfkata.submissions import cell_ids

    try:
        asked, one = cell_ids.named(exercise, check)
        result, name, worth = (
            judge(asked, one, answer(asked, sources(asked), may_be_empty=True)),
            asked.id,
            one.points,
        )
    except TfkataError as error:
        ours = isinstance(error, GraderError)
        result = CheckResult(check, check, Outcome.GRADER_ERROR if ours else Outcome.FAILED, 0, 1, str(error))
        name, worth = exercise, 1.0
    return Shown(result, exercise_id=name, worth=worth if points is None else points)


def answer(exercise: Exercise, sources: list[str], *, may_be_empty: bool = False) -> str:
    """The text of the answer in cells that were run.

    Raises:
        SubmissionError: no cell has one (unless that may be), or it takes too long to read.
    """
    # Late, as in `check`: the import in a learner's first cell shall be quick.
    from tfkata.settings import READING_SECONDS
    from tfkata.submissions import parsed
    from tfkata.submissions.parsers import Budget

    cells = [{"cell_type": "code", "source": text} for text in sources]
    text = parsed.answer_in_cells(cells, exercise, Budget(READING_SECONDS))
    if not text.strip() and not may_be_empty:
        names = " or ".join(f"`{name}`" for name in exercise.functions)
        raise SubmissionError(
            f"no cell that you have run defines {names}: run the cell with your answer first"
        )
    return text


def judge(exercise: Exercise, check: Check, text: str) -> CheckResult:
    """One check of an answer. The next check of the same answer goes on with its session."""
    return _LAST.session(exercise, text).check(check)


def waiting(exercise: Exercise, text: str) -> str:
    """What the first check of a kernel has to wait for."""
    from tfkata.running import shared
    from tfkata.submissions import parsed

    begun = parsed.is_surely_begun(exercise, text)
    return " starting TensorFlow (once)" if begun and not shared.runner().is_warm(exercise, text) else ""


def missing_walls() -> str:
    """What confined answers here, as a result says it; empty where every wall stood, or nothing has run."""
    from tfkata.running import shared
    from tfkata.running.runner import NOTHING_RAN

    level = shared.runner().sandbox()
    return "" if level in ("strict", NOTHING_RAN) else level


class _Last:
    """The session of the answer that was judged last."""

    def __init__(self) -> None:
        self._session: tuple[str, str, Session] | None = None

    def session(self, exercise: Exercise, text: str) -> Session:
        from tfkata.running import shared

        if self._session is None or self._session[:2] != (exercise.id, text):
            self.close()
            runner = shared.runner()
            # Registered after what ends the warm processes, so that it runs before it.
            atexit.unregister(self.close)
            atexit.register(self.close)
            self._session = (exercise.id, text, runner.begin(exercise, text, f"{exercise.id}.ipynb"))
        return self._session[2]

    def close(self) -> None:
        if self._session is not None:
            self._session[2].close()
            self._session = None


_LAST = _Last()


def sources(exercise: Exercise) -> list[str]:
    """The cells that were run, in the order of their last run; outside IPython the running script.

    A cell that raised is left out, unless it defines a function of the exercise: it may have been mended since.
    """
    running = shell()
    if running is None:
        path = getattr(sys.modules.get("__main__"), "__file__", None)
        return [] if path is None else [Path(path).read_text("utf-8")]
    history = list(running.history_manager.input_hist_raw)[1:]
    defining = re.compile(rf"^(?:async )?def (?:{'|'.join(exercise.functions)})\b", re.M)
    failed = _failed | _failed_before(running)
    return in_order_of_last_run([cell for cell in history if cell not in failed or defining.search(cell)])


def in_order_of_last_run(history: list[str]) -> list[str]:
    """Take each cell once, at its last run: one that was run again as it was is no second cell."""
    return list(dict.fromkeys(reversed(history)))[::-1]


_failed: set[str] = set()


def _failed_before(running: Any) -> set[str]:
    """The cells that raised at their last run, from a history that notes it (IPython 9), so also before `watch`."""
    raised = getattr(running.history_manager, "exceptions", {})
    last = {text: number for number, text in enumerate(running.history_manager.input_hist_raw)}
    return {text for text, number in last.items() if number in raised}


def _note(result: Any) -> None:
    """After each cell: whether it ran to its end."""
    (_failed.discard if result.success else _failed.add)(result.info.raw_cell)


def watch() -> None:
    """Have IPython, where it runs, say of each cell from now on whether it raised; once is enough."""
    running = shell()
    if running is not None and _note not in running.events.callbacks["post_run_cell"]:
        running.events.register("post_run_cell", _note)
