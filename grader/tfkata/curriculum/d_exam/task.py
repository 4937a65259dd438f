"""What a task of the mock exam is: the data that a learner gets, what the model is given, and how its answers are counted.

Pure NumPy. The examiner scores with it; `tfkata.exam` writes the learner's folder and the statement from it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from tfkata.curriculum.d_exam.drawn import Draw

Kind = Literal["yes or no", "classes", "numbers"]
Pair = tuple[np.ndarray, np.ndarray]
Files = Mapping[str, bytes]


@dataclass(frozen=True, eq=False)
class Task:
    """One task.

    Attributes:
        variant: under which its limits were calibrated; the form (labels, shapes, names) makes no difference to these.
        kind: one output above or below 0.5, the largest of some outputs, or numbers that should be near others.
        inputs, outputs: how they are shaped, without the axis of the samples.
        unit, noun: of what is predicted; what the held-out samples are called.
        values: for the placeholders of its text.
        loader: Python that the learner's file begins with; it defines `load`.
        files: what lies beside it, by path, made when it is called.
        held_out: what the model is given and what is right: (n, *inputs), and int64 (n,) or float64 (n, outputs).
        simple: what somebody would answer who has learned nothing, by name: (n, outputs) for the held-out inputs.
    """

    family: str
    variant: str
    kind: Kind
    inputs: tuple[int, ...]
    outputs: int
    unit: str
    noun: str
    values: Mapping[str, Any]
    loader: str
    files: Callable[[], Files]
    held_out: Callable[[], Pair]
    simple: Mapping[str, Callable[[np.ndarray], np.ndarray]] = field(default_factory=dict)
    megabytes: int = 20

    @property
    def higher(self) -> bool:
        """Whether a larger figure is better: accuracy, not error."""
        return self.kind != "numbers"


@dataclass(frozen=True)
class Family:
    """Tasks of one kind: `make(variant, chance, draw)` draws the form of one; an issued paper has a draw of its rows."""

    name: str
    category: str
    variants: tuple[str, ...]
    make: Callable[[str, random.Random, Draw | None], Task]


def constant(value: float, outputs: int = 1) -> Callable[[np.ndarray], np.ndarray]:
    """Always the same answer."""
    return lambda inputs: np.full((len(inputs), outputs), value, np.float64)


def always(label: int, classes: int) -> Callable[[np.ndarray], np.ndarray]:
    """Always the same class, in one output (two classes) or in one for each."""
    if classes == 2:
        return constant(float(label))
    return lambda inputs: np.tile(np.eye(classes)[label], (len(inputs), 1))


def most_common(labels: np.ndarray) -> int:
    return int(np.bincount(labels).argmax())
