"""`check(…)` in the learner's own notebook: the same grader, asked from the kernel.

The answer is read from the cells that were run, put together as for grading, and judged in processes of its own:
the kernel imports nothing heavy and nothing is written to stderr, for which nbgrader would take all points away.
In nbgrader's stock mode this is what gives the points, beside code that could replace it (docs/security.md).
"""

from __future__ import annotations

import atexit
import contextlib
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfkata.errors import TfkataError

if TYPE_CHECKING:
    from tfkata.catalog.records import Check, Exercise
    from tfkata.notebook.shown import Shown
    from tfkata.results import CheckResult
    from tfkata.running.runner import Session


def check(exercise: str, check: str, *, points: float | None = None) -> Shown:
    """Judge one check of an exercise on what the notebook's cells define.

    Args:
        exercise: `"e03_one_hot"`, or `"e03"`.
        check: the id of the check, such as `"encode"`.
        points: what it is worth; where an instructor changed a cell's points, the same number is given here.

    Returns:
        An object whose number is the points earned. Jupyter shows it as a report; elsewhere the report is printed.
    """
    from tfkata.notebook.shown import Shown
    from tfkata.results import CheckResult, Outcome
    from tfkata.submissions import cell_ids

    with contextlib.redirect_stderr(io.StringIO()):
        try:
            asked, one = cell_ids.named(exercise, check)
            result, name, worth = _LAST.judge(asked, one, _sources(asked)), asked.id, one.points
        except TfkataError as error:
            result = CheckResult(check, check, Outcome.GRADER_ERROR, 0, 1, str(error))
            name, worth = exercise, 1.0
    shown = Shown(result, exercise_id=name, worth=worth if points is None else points)
    if not _in_jupyter():
        sys.stdout.write(f"{shown.text()}\n")
    return shown


class _Last:
    """The session of the answer that was judged last: the next check of the same answer goes on with it."""

    def __init__(self) -> None:
        self._session: tuple[str, str, Session] | None = None

    def judge(self, exercise: Exercise, check: Check, sources: list[str]) -> CheckResult:
        # Late, as in `check`: the import in a learner's first cell shall be quick.
        from tfkata.running import shared
        from tfkata.settings import READING_SECONDS
        from tfkata.submissions import parsed
        from tfkata.submissions.parsers import Budget

        cells = [{"cell_type": "code", "source": text} for text in sources]
        text = parsed.answer_in_cells(cells, exercise, Budget(READING_SECONDS))
        if self._session is None or self._session[:2] != (exercise.id, text):
            self.close()
            runner = shared.runner()
            # Registered after what ends the warm processes, so that it runs before it.
            atexit.unregister(self.close)
            atexit.register(self.close)
            self._session = (exercise.id, text, runner.begin(exercise, text, f"{exercise.id}.ipynb"))
        return self._session[2].check(check)

    def close(self) -> None:
        if self._session is not None:
            self._session[2].close()
            self._session = None


_LAST = _Last()


def _shell() -> Any:
    """The running IPython, or None. IPython is there already where this is not None."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


def _in_jupyter() -> bool:
    return type(_shell()).__name__ == "ZMQInteractiveShell"


def _sources(exercise: Exercise) -> list[str]:
    """The cells that were run, in the order of their last run; outside IPython the running script.

    A cell that raised is left out, unless it defines a function of the exercise: it may have been mended since.
    """
    shell = _shell()
    if shell is None:
        path = getattr(sys.modules.get("__main__"), "__file__", None)
        return [] if path is None else [Path(path).read_text("utf-8")]
    history = list(shell.history_manager.input_hist_raw)[1:]
    defining = re.compile(rf"^(?:async )?def (?:{'|'.join(exercise.functions)})\b", re.M)
    return in_order_of_last_run([cell for cell in history if cell not in _failed or defining.search(cell)])


def in_order_of_last_run(history: list[str]) -> list[str]:
    """Take each cell once, at its last run: one that was run again as it was is no second cell."""
    return list(dict.fromkeys(reversed(history)))[::-1]


_failed: set[str] = set()


def _note(result: Any) -> None:
    """After each cell: whether it ran to its end."""
    (_failed.discard if result.success else _failed.add)(result.info.raw_cell)


def watch() -> None:
    """Have IPython, where it runs, say of each cell from now on whether it raised; once is enough."""
    shell = _shell()
    if shell is not None and _note not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("post_run_cell", _note)
