"""Why does a model that runs score low? Slips that its answers show, tried one after the other; each is told by its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.curriculum.d_exam import series
from tfkata.curriculum.d_exam.scoring import Scale, decided, figure
from tfkata.curriculum.d_exam.task import Task

Told = tuple[str, dict[str, Any]]
CONVINCING = 3
"""What would have scored so much under another reading was learned, and is only said in another way."""
NEAR = 0.2


@dataclass(frozen=True, eq=False)
class Seen:
    """A model at work: `answer` gives float64 (n, outputs) for other inputs, or None where it cannot."""

    task: Task
    scale: Scale
    inputs: np.ndarray
    right: np.ndarray
    answers: np.ndarray
    answer: Callable[[np.ndarray], np.ndarray | None]
    last_activation: str = ""

    def value(self, answers: np.ndarray) -> float:
        return figure(self.task, answers, self.right).value

    def convinces(self, answers: np.ndarray) -> bool:
        """Whether these answers are worth clearly more than those that were given."""
        other, given = self.value(answers), self.value(self.answers)
        score = self.scale.score(other)
        return score >= CONVINCING and score > self.scale.score(given)


def diagnosed(seen: Seen) -> Told | None:
    """The first slip that explains the answers: its code, and the values for its text."""
    tries = _of_numbers if seen.task.kind == "numbers" else _of_classes
    return next(tries(seen), None)


def _of_numbers(seen: Seen) -> Iterator[Told]:
    answers, right = seen.answers, seen.right
    if np.ptp(answers, axis=0).max() <= 1e-6 * max(1.0, float(np.abs(right).max())):
        yield "exam.constant", {"answer": f"{answers[0, 0]:.4g}", "count": f"{len(right):,}"}
        return
    yield from _repeats(seen)
    slope, offset = np.polyfit(answers.ravel(), right.ravel(), 1)
    if seen.convinces(slope * answers + offset):
        yield "exam.other-scale", _means(answers, right)
    for how, inputs in (
        ("standardized (mean 0, deviation 1)", _standardized(seen.inputs)),
        ("between 0 and 1", _between(seen.inputs)),
    ):
        yield from _other_inputs(seen, inputs, how, any_scale=True)


def _means(answers: np.ndarray, right: np.ndarray) -> dict[str, str]:
    return {"answer": f"{answers.mean():.4g}", "expected": f"{right.mean():.4g}"}


def _repeats(seen: Seen) -> Iterator[Told]:
    """Of a series: what is little more than a value that went in."""
    if seen.inputs.ndim != 3:
        return
    last = np.repeat(seen.inputs[:, -1, :], seen.task.outputs, axis=1).astype(np.float64)
    if _is_nearly(seen, last):
        yield "exam.last-value", {"share": _share(seen, last)}
    horizon = int(seen.task.values["horizon"])
    if seen.task.unit == "births":
        week = series.last_week(seen.inputs, horizon, seen.task.outputs)
        if _is_nearly(seen, week):
            yield "exam.last-week", {"share": _share(seen, week)}


def _is_nearly(seen: Seen, repeated: np.ndarray) -> bool:
    return float(np.abs(seen.answers - repeated).mean()) < NEAR * float(np.abs(seen.right - repeated).mean())


def _share(seen: Seen, repeated: np.ndarray) -> str:
    away = np.abs(seen.answers - repeated).mean() / np.abs(seen.right - repeated).mean()
    return f"{100 * away:.0f} %"


def _standardized(inputs: np.ndarray) -> np.ndarray:
    """As somebody does who scales outside of the model: columns of a table, or a whole series."""
    axis = 0 if inputs.ndim == 2 else None
    deviation = np.maximum(inputs.std(axis=axis, keepdims=True), 1e-9)
    return np.asarray((inputs - inputs.mean(axis=axis, keepdims=True)) / deviation, np.float32)


def _between(inputs: np.ndarray) -> np.ndarray:
    axis = 0 if inputs.ndim == 2 else None
    low, high = inputs.min(axis=axis, keepdims=True), inputs.max(axis=axis, keepdims=True)
    return np.asarray((inputs - low) / np.maximum(high - low, 1e-9), np.float32)


def _other_inputs(seen: Seen, inputs: np.ndarray, how: str, *, any_scale: bool = False) -> Iterator[Told]:
    """With `any_scale`, its answers may be on another scale, too: who scales outside of the model scales both."""
    answers = seen.answer(inputs)
    if answers is None:
        return
    if any_scale and np.ptp(answers) > 0:
        slope, offset = np.polyfit(answers.ravel(), seen.right.ravel(), 1)
        answers = slope * answers + offset
    if seen.convinces(answers):
        low, high = float(seen.inputs.min()), float(seen.inputs.max())
        yield "exam.scaled-inputs", {"how": how, "low": f"{low:.4g}", "high": f"{high:.4g}"}


def _of_classes(seen: Seen) -> Iterator[Told]:
    task, answers = seen.task, seen.answers
    yes_or_no = task.kind == "yes or no"
    if yes_or_no and np.allclose(answers, 1) and seen.last_activation == "softmax":
        yield "exam.softmax-of-one", {}
        return
    if yes_or_no and (answers.min() < 0 or answers.max() > 1) and seen.convinces(answers + 0.5):
        yield "exam.logits", {"low": f"{answers.min():.3g}", "high": f"{answers.max():.3g}"}
    yield from _other_pixels(seen)
    if yes_or_no and seen.convinces(1 - answers):
        yield "exam.swapped-classes", {"figure": f"{seen.value(answers):.3f}"}
    if not yes_or_no:
        for by in (1, -1):
            if seen.convinces(np.roll(answers, by, axis=1)):
                yield "exam.shifted-labels", {"count": task.outputs}
    if len(set(decided(task, answers).tolist())) == 1:
        yield "exam.constant", {"answer": int(decided(task, answers)[0]), "count": f"{len(seen.right):,}"}
    if not yes_or_no and seen.last_activation == "sigmoid":
        yield "exam.sigmoid-for-classes", {"count": task.outputs}


def _other_pixels(seen: Seen) -> Iterator[Told]:
    """Divided by 255 once too often, or not at all; a table or counts standardized outside of the model."""
    if seen.inputs.dtype == np.int32:
        return
    inputs = seen.inputs.astype(np.float32)
    if seen.task.unit in ("images", "pictures"):
        yield from _other_inputs(seen, inputs / 255, "divided by 255")
        yield from _other_inputs(seen, inputs * 255, "multiplied by 255")
        yield from _other_inputs(seen, inputs / 127.5 - 1, "between -1 and 1")
    else:
        yield from _other_inputs(seen, _standardized(inputs), "standardized (mean 0, deviation 1)")
        yield from _other_inputs(seen, _between(inputs), "between 0 and 1")
