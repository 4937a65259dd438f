"""nbgrader: courses made from the exercises, checks that learners run, grading out of reach of what is graded.

`from tfkata.nbgrader import check` is what a learner's notebook says; from then on IPython tells of each cell whether it
raised. Importing this package, or any module in it, changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfkata.notebook.learner import check

__all__ = ["check"]


def __getattr__(name: str) -> Any:
    if name != "check":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tfkata.notebook import learner

    learner.watch()
    globals()[name] = learner.check
    return learner.check
