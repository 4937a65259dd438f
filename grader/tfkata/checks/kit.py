"""The author's interface: everything a check module needs, and nothing else.

A check takes a `Candidate`, returns when all is well and calls `fail` when it is not. Most state a property of one
function; a table gives each its id::

    normalize = Function("normalize", reference, arguments=BATCHES, always=[(RAMP,)], judge=kit.array(rtol=1e-6))

    kit.checks(__name__, {"range": normalize.agrees(diagnose=SCALING), "shape": shape})

Assertions run in the examiner; the learner's code runs elsewhere and answers with plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tfkata.checks.agreement import Ask, Diagnosis, agree, tried
from tfkata.checks.candidate import Candidate, CandidateLost, CandidateRaised, as_above
from tfkata.checks.failure import Failure, fail
from tfkata.checks.function import Answer, Function
from tfkata.checks.judges import (
    Judge,
    Problem,
    array,
    array_alone,
    count,
    exact,
    kind_of,
    returned_nothing,
    scalar,
)
from tfkata.checks.mistakes import Mistake, Mistakes
from tfkata.checks.notes import confusion, curves, layers, measured
from tfkata.checks.registry import check, checks
from tfkata.checks.show import show, show_call
from tfkata.wire.codec import Described, Foreign
from tfkata.wire.folders import Folder

__all__ = [
    "Answer",
    "Ask",
    "Candidate",
    "CandidateLost",
    "CandidateRaised",
    "Described",
    "Diagnosis",
    "Failure",
    "Foreign",
    "Function",
    "Judge",
    "Mistake",
    "Mistakes",
    "Problem",
    "agree",
    "array",
    "array_alone",
    "as_above",
    "check",
    "checks",
    "confusion",
    "count",
    "curves",
    "exact",
    "fail",
    "folder_argument",
    "layer_argument",
    "layers",
    "measured",
    "model_argument",
    "rebuild",
    "reference",
    "returned_nothing",
    "scalar",
    "show",
    "show_call",
    "tried",
]


def model_argument(model: Any) -> Described:
    """A Keras model, with weights and compiled as it is, as an argument for the learner's function."""
    from tfkata.candidate.describe_model import describe_model

    return Described("model", describe_model(model, weights=True))


def layer_argument(argument: int, name: str) -> Described:
    """The layer of that name in the model that is another argument, before this one: the layer itself, as an argument."""
    return Described("layer", {"argument": argument, "name": name})


def folder_argument(files: Mapping[str, bytes], *empty: str) -> Described:
    """A folder with these files, as an argument: the learner's function gets the path of one that was written for this call.

    Args:
        files: what is in each file, by its path inside the folder: `{"cats/one.png": …}`.
        empty: folders without files.

    Raises:
        WireError: a path that leaves the folder or that not every system can have, or more than fits.
    """
    return Folder(files, empty).described()


def rebuild(described: Any, grids: Any = None) -> Any:
    """The Keras model of a description that came from a candidate, checked before it is built.

    `grids` are those that the candidate was sent, if any, to try its activations on.

    Raises:
        Failure: not a model, or one that cannot be judged (subclassed, Lambda, too large, …), with the reason.
    """
    from tfkata import architecture

    if not isinstance(described, Described) or described.kind != "model":
        fail("model.not-returned", returned=described, expected="a Keras model", found=kind_of(described))
    try:
        return architecture.rebuild(described.data, grids)
    except architecture.ModelRefused as refused:
        fail(refused.code, message=str(refused), reason=str(refused))


def reference(exercise_id: str, function: str) -> Callable[..., Any]:
    """A function of an exercise's own solution, which the examiner imports when it is called."""

    def called(*arguments: Any) -> Any:
        from tfkata.catalog.solutions import load

        return load(exercise_id)[function](*arguments)

    return called
