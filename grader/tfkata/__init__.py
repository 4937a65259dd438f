"""tfkata: exercises that grade themselves, and a grader that cannot be talked out of its verdict.

The house has six floors. A room imports from the floors below it and, on its own floor, from the rooms named before
it; import-linter holds that (pyproject.toml). Each process has a room of its own, so a path tells who runs a line.
docs/architecture.md shows the processes, and the way of an answer through the rooms. Top of the house::

    __main__      `python -m tfkata`
    plugin        the pytest plugin: a check is a test item
    settings      the conditions under which an answer is graded
    results       what grading finds: outcomes, points, the versioned result
    errors        every exception, in one tree

    6  cli/           the commands of `tfkata`: options in, words out; the only room that prints or exits
    5  drills/        small questions: each follows from its id, is proved when it is made, and knows its wrong answers
       memory/        what is remembered of a learner's work, in the work folder: attempts, what comes back and when, progress
       exam/          the mock exam: papers, the folder and the clock, marking of saved models, journal, archive and its proof
       watch/         the learner's loop: looks at the file that is saved, judges the newest text, shows it in an application
                      or as lines
       classroom/     many submissions: rosters, batches, engines that grade them, the store of kept results, the files written
       notebook/      a learner's own notebook: the checks asked for in it, the cell magic, notebooks without a course
       nbgrader/      courses of notebooks, graded with nbgrader's own tools
       ci/            grading a stranger's checkout on a service, and the files that set that up
       authoring/     for those who write exercises: the rules they keep to, and what is measured of answers, mutants,
                      trainings: when it is made, kept, out of date
    4  running/       the driver: one answer in, one result out; chooses fork, spawn or no process, starts them, gives them
                      their environment and has them ended; the fingerprint under which a result is kept
    3  checks/        what checks are written with: kit, vocabulary, judges, the examiner's side of a candidate
       curriculum/    what is asked: a folder per exercise with record, texts, threshold, checks and their helpers
       examiner/      trusted process, knows the answers: runs checks, turns what they find into outcomes and messages
       warm/          the program that imports TensorFlow once, forks candidates and examiners, watches and kills them
    2  candidate/     UNTRUSTED process, beside the learner's code: loads it, calls it, describes what it returns
       workspace/     a learner's own folder: which exercises are in it, reset, progress
       parser/        a process of its own, confined: parses strangers' text, source and notebooks, into plain data
       submissions/   who handed in what (folders, zips, git) and which text answers an exercise; keeps the parsers
                      that are asked for what is in a text or a notebook
       architecture/  is this the model that was asked for? Rebuilds described models and compares them
    1  files/         files on the disk: read without following links, with an error in words where they cannot be; written
                      whole, locked, removed
       wire/          what crosses between processes: codec, channel, messages, size limits
       sandbox/       the walls around a candidate: Landlock, seccomp, limits, namespaces
       catalog/       reads what lies in curriculum/, solutions and the bank of answers, and fills values into texts
       data/          real data sets, every hash checked
       report/        results as text, JSON, HTML, CSV and the formats of other graders: pure functions of a result

Importing this package imports nothing else, least of all TensorFlow. `check`, `hint` and `solution` below are for learners, in a
notebook or at the end of a script; they load what they need (tfkata/notebook) when they are called.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

# By name, not by an import statement: what decides a verdict is found by following those (running/fingerprint.py).
_LEARNERS, _DATA, _CANDIDATE = "tfkata.notebook.commands", "tfkata.data", "tfkata.candidate.serve"


class _NotAsked(float):
    """What the calls below give while an answer is judged: nothing, which is 0 as a number and takes whatever is done with it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_: Any, **__: Any) -> Any:
        return self


def check(exercise: str, check: str | None = None, *, tier: str = "full") -> Any:
    """Judge your answer, as `tfkata check` does, and show what was found.

    Args:
        exercise: `"e03"`; or the path of a file, such as `__file__`. An exercise is looked for in the cells that you have
            run, and outside of a notebook in the running script.
        check: one check alone, such as `"encode"`.
        tier: `"quick"` leaves training out.

    Returns:
        What was found; as a number it is the points.
    """
    return _NotAsked() if _is_judging() else _learners().check(exercise, check, tier=tier)


def hint(exercise: str, *, level: int | None = None) -> Any:
    """Show a hint, and at each call one more; `level=1` shows the first alone."""
    return _NotAsked() if _is_judging() else _learners().hint(exercise, level=level)


def solution(exercise: str, *, anyway: bool = False) -> Any:
    """Show the reference answer, once yours has passed; `anyway=True` shows it before."""
    return _NotAsked() if _is_judging() else _learners().solution(exercise, anyway=anyway)


def load_ipython_extension(shell: Any) -> None:
    """Make the cell magic `%%tfkata e03`; IPython calls this at `%load_ext tfkata`."""
    _learners().add_magic(shell)


def __getattr__(name: str) -> Any:
    if name != "data":
        raise AttributeError(f"module 'tfkata' has no attribute {name!r}")
    if _is_judging():  # a NameError, because a line that only tries something out is passed over with that
        raise NameError(
            "tfkata.data is for trying things out: while your code is judged, it gets its arguments and no more"
        )
    return importlib.import_module(_DATA)


def _learners() -> Any:
    return importlib.import_module(_LEARNERS)


def _is_judging() -> bool:
    """Whether this is a candidate's code at work: a file or cell that ends with a call of `check` would ask for itself."""
    candidate = sys.modules.get(_CANDIDATE)
    return candidate is not None and candidate.answering() > 0
