"""d_exam: reads a saved model in a confined process, builds it again, has it answer what was held out, and scores the answers.

The answer that is judged is a module of our own, which says what is to be marked; the saved file is a stranger's. It is read by
a process that has run nothing, and what that says is only believed as far as a model can be built from it.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from tfkata.checks import kit, running
from tfkata.checks.kit import Candidate
from tfkata.curriculum.d_exam import diagnosis, scoring
from tfkata.curriculum.d_exam.task import Task
from tfkata.curriculum.d_exam.variant import task as task_of
from tfkata.errors import HostError

NAME = "marked.keras"


@dataclass(frozen=True)
class Asked:
    """What is to be marked: a file of our own keeping, and the task that it answers."""

    task: str
    path: str
    sha256: str
    called: str


def score(candidate: Candidate) -> None:
    asked = Asked(**candidate.call("asked"))
    task = task_of(asked.task)
    model = _model(candidate, asked)
    inputs, right = task.held_out()
    answers = _answers(model, inputs, task, asked.called)
    found = scoring.figure(task, answers, right)
    scale = scoring.scale(task.variant, higher=task.higher)
    reached = scale.score(found.value)
    for name, number in {**asdict(found), "score": reached}.items():
        kit.measured(name, number)
    if reached < scoring.HIGHEST:
        _explain(model, task, scale, (inputs, right, answers), asked.called)


def _model(candidate: Candidate, asked: Asked) -> Any:
    """The model in the file, built again from its configuration and weights."""
    content = Path(asked.path).read_bytes()
    if hashlib.sha256(content).hexdigest() != asked.sha256:
        raise HostError(f"{asked.path} was changed while it was marked: submit again")
    place = Path(candidate.path(NAME))
    place.write_bytes(content)
    file = candidate.read_model(str(place))
    place.unlink(missing_ok=True)
    if file["kind"] != "model":
        reason = str(file.get("reason", "there is nothing in it")).replace(str(place), asked.called)
        _refuse(reason.rstrip("."), asked.called)
    return kit.rebuild(file["model"])


# The last is what is left of Keras's words about a model with a class of somebody's own, once they are cut to be shown.
_NOT_BUILT = ("Could not locate", "Unknown object", "custom object", "could not be deserialized properly")


def _refuse(reason: str, called: str) -> NoReturn:
    """Why nothing came of the file. The reason is a stranger's words, and only shown."""
    if "`Lambda` layer" in reason or "python lambda" in reason.lower():
        kit.fail("exam.lambda", called=called)
    if any(words in reason for words in _NOT_BUILT):
        kit.fail("exam.own-class", called=called, reason=reason)
    kit.fail("exam.unreadable", called=called, reason=reason)


def _answers(model: Any, inputs: np.ndarray, task: Task, called: str) -> np.ndarray:
    """What the model answers, float64 (n, outputs); fails where that is not what the task asks for."""
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        kit.fail("exam.several", called=called, inputs=len(model.inputs), outputs=len(model.outputs))
    got = running.outputs(model, inputs, call=called, code="exam.input-shape")
    if task.outputs == 1 and got.shape == (len(inputs),):
        got = got[:, None]
    if got.shape != (len(inputs), task.outputs):
        shown, wanted = (
            "(" + ", ".join(["n", *map(str, shape)]) + ")" for shape in (got.shape[1:], [task.outputs])
        )
        kit.fail("exam.output-shape", called=called, found=shown, wanted=wanted)
    if not np.isfinite(got).all():
        kit.fail("exam.not-finite", called=called, count=int((~np.isfinite(got)).any(axis=1).sum()))
    return got


def _explain(
    model: Any,
    task: Task,
    scale: scoring.Scale,
    at_work: tuple[np.ndarray, np.ndarray, np.ndarray],
    called: str,
) -> NoReturn:
    inputs, right, answers = at_work

    def answer(other: np.ndarray) -> np.ndarray | None:
        try:
            got = running.outputs(model, other, call=called)
        except kit.Failure:
            return None
        shaped = got.reshape(len(got), -1)
        return shaped if shaped.shape == answers.shape and np.isfinite(shaped).all() else None

    activation = getattr(getattr(model.layers[-1], "activation", None), "__name__", "")
    seen = diagnosis.Seen(task, scale, inputs, right, answers, answer, activation)
    code, values = diagnosis.diagnosed(seen) or ("exam.below-target", {})
    kit.fail(code, **values)


kit.checks(__name__, {"score": score})
