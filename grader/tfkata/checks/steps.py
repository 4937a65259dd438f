"""What a layer or model that a learner's function returns is to do while its process still has it, and what came of that.

::

    STEPS = [steps.call(images, training=True), steps.predict(images)]
    answer = augmenter.ask(candidate, 3, options=steps.option(STEPS))
    trained, predicted = steps.done(answer, STEPS, code="augment.not-a-layer").results

`tfkata.candidate.steps` does them. What it says is the learner's word: it is judged here, and no more than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks.candidate import CandidateRaised
from tfkata.checks.failure import fail
from tfkata.checks.function import Answer
from tfkata.checks.judges import kind_of, returned_nothing
from tfkata.wire.codec import Described

KIND = "performed"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with what `fit(x, y)` and the like are called in a message."""

    do: str
    arguments: dict[str, Any]
    shown: str


def call(x: np.ndarray, *, training: bool) -> Step:
    """The array that the object makes of `x`; None for anything but one tensor."""
    return Step("call", {"x": x, "training": training}, f"(x, training={training})")


def predict(x: np.ndarray) -> Step:
    """The same by `predict`, a layer as the only one of a model."""
    return Step("predict", {"x": x}, ".predict(x)")


def evaluate(x: np.ndarray, y: np.ndarray) -> Step:
    """The loss of a compiled model."""
    return Step("evaluate", {"x": x, "y": y}, ".evaluate(x, y)")


def compile_with(loss: str, rate: float) -> Step:
    """Plain gradient descent at this rate, whatever the model was compiled with."""
    return Step("compile", {"loss": loss, "rate": rate}, ".compile(…)")


def fit(x: np.ndarray, y: np.ndarray) -> Step:
    """One epoch of one batch."""
    return Step("fit", {"x": x, "y": y}, ".fit(x, y)")


def weights(argument: int | None = None) -> Step:
    """The object's weights, or those of the model that the function was given as this argument."""
    return Step("weights", {"argument": argument}, ".get_weights()")


def option(steps: Sequence[Step]) -> dict[str, Any]:
    """The steps as an option of a call."""
    return {"steps": [{"do": step.do, **step.arguments} for step in steps]}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of the steps, and whether the object is a model or a layer, and of which class."""

    kind: str
    class_name: str
    results: list[Any]


def done(answer: Answer, steps: Sequence[Step], *, code: str) -> Done:
    """What came of the steps.

    Raises:
        CandidateRaised: a step raised, with that step as the call.
        Failure: with `code`, whose text uses {found}, for neither a layer nor a model, and for a Lambda.
    """
    got = answer.value
    data = got.data if isinstance(got, Described) and got.kind == KIND else {}
    returned, results, raised = data.get("returned"), data.get("done"), data.get("raised")
    answer.insist(returned_nothing(returned))
    if data.get("kind") not in ("layer", "model") or not isinstance(results, list):
        fail(code, call=answer.call, found=kind_of(returned))
    if data.get("class_name") == "Lambda" or _has_lambda(returned):
        fail(code, call=answer.call, found="a Lambda layer")
    if isinstance(raised, dict):
        raise _error(raised, answer.call, steps[min(len(results), len(steps) - 1)].shown)
    if len(results) != len(steps):
        fail(None, message="what you returned could not be tried", call=answer.call)
    return Done(data["kind"], str(data.get("class_name"))[:80], results)


def _has_lambda(returned: Any) -> bool:
    obstacle = returned.data.get("obstacle") if isinstance(returned, Described) else None
    return isinstance(obstacle, list) and obstacle[:1] == ["lambda"]


def _error(raised: dict[str, Any], call_: str, step: str) -> CandidateRaised:
    name, message, own = (str(raised.get(part))[:4000] for part in ("type", "message", "traceback"))
    kinds = raised.get("kinds")
    known = map(str, kinds[:50]) if isinstance(kinds, list) else ()
    return CandidateRaised(name[:100], message, own, call=f"{call_}{step}", kinds=known)
