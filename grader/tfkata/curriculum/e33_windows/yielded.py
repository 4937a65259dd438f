"""What `windows` yields: which values of the series stand in each window, and which is its target.

Every value of a series occurs once, so that it says where it stands. Windows without a channel axis and targets without
their own are read anyway: their shape is a check of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.datasets import epochs_in, is_dataset
from tfkata.checks.judges import kind_of
from tfkata.checks.kit import Answer, Candidate, Function, Mistake, Mistakes
from tfkata.curriculum.e33_windows.parts import positions

windows = Function("windows")

NAMES = ("window", "horizon", "batch_size", "shuffle", "seed")
DEFAULTS = {"horizon": 1, "batch_size": 32, "shuffle": False, "seed": 0}


@dataclass(frozen=True)
class Case:
    """One call. `given` are the arguments that are not left out, in their order."""

    series: np.ndarray
    typed: str
    given: tuple[Any, ...]

    @property
    def named(self) -> dict[str, Any]:
        return {**DEFAULTS, **dict(zip(NAMES, self.given, strict=False))}

    @property
    def window(self) -> int:
        return int(self.named["window"])

    @property
    def horizon(self) -> int:
        return int(self.named["horizon"])

    @property
    def batch_size(self) -> int:
        return int(self.named["batch_size"])

    @property
    def count(self) -> int:
        """How many windows there are."""
        return max(len(self.series) - self.window - self.horizon + 1, 0)

    @property
    def arguments(self) -> tuple[Any, ...]:
        return (self.series, *self.given)

    @property
    def call(self) -> str:
        more = [f"{name}={value}" for name, value in zip(NAMES, self.given, strict=False)]
        return f"windows({', '.join([self.typed, *more])})"


def ramp(size: int, *given: Any, dtype: str = "float64") -> Case:
    """A series that counts from 10 on; what a learner would try first."""
    typed = (
        f"np.arange(10, {size + 10}, dtype=np.{dtype})"
        if dtype != "float64"
        else f"np.arange(10.0, {size + 10})"
    )
    return Case(np.arange(10, size + 10).astype(dtype), typed, given)


def jumbled(size: int, *given: Any) -> Case:
    """A series in no order; `size` is no multiple of 7."""
    return Case(np.arange(size) * 7 % size + 10.5, f"np.arange({size}) * 7 % {size} + 10.5", given)


@dataclass(frozen=True)
class Epoch:
    """The batches of one pass, and where the values stand: windows (m, window), targets (m,)."""

    inputs: list[np.ndarray]
    outputs: list[np.ndarray]
    windows: np.ndarray
    targets: np.ndarray

    @property
    def sizes(self) -> list[int]:
        return [len(part) for part in self.inputs if len(part)]

    @property
    def starts(self) -> np.ndarray:
        """Where each window begins."""
        return self.windows[:, 0]


@dataclass(frozen=True)
class Yielded:
    """What a dataset yielded, epoch by epoch; `endless`: there was more of it than anybody asked for."""

    case: Case
    epochs: list[Epoch]
    endless: bool
    call: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "call", self.case.call)

    @property
    def first(self) -> Epoch:
        return self.epochs[0]

    @property
    def starts(self) -> np.ndarray:
        """Where the windows of the first pass begin; what an endless dataset repeats is left out."""
        return self.first.starts[: self.case.count]

    @property
    def steps(self) -> np.ndarray:
        """How far each target stands behind the last value of its window."""
        return np.asarray(self.first.targets - self.first.windows[:, -1])


# --- reading what came back


def ask(candidate: Candidate, case: Case, epochs: int = 1) -> Yielded:
    """The dataset of this call, remembered."""
    elements = min(case.count + 3, 400)
    options = {"dataset_epochs": epochs, "dataset_elements": elements}

    def read() -> Yielded:
        answer = windows.ask(candidate, *case.arguments, options=options, typed=case.call)
        return read_answer(case, answer)

    return candidate.once(f"{case.call} {epochs}", read)  # type: ignore[no-any-return]


def ask_together(candidate: Candidate, cases: list[Case]) -> list[Yielded]:
    """The first epochs of many small datasets, in one round trip."""
    options = {"dataset_epochs": 1, "dataset_elements": max(case.count for case in cases) + 3}
    got = candidate.calls(windows.name, [case.arguments for case in cases], options=options)
    return [
        read_answer(case, Answer(windows, case.arguments, value, case.call))
        for case, value in zip(cases, got, strict=True)
    ]


def read_answer(case: Case, answer: Answer) -> Yielded:
    elements, endless = epochs_of(answer)
    for element in chain.from_iterable(elements):
        ELEMENTS.fail(Element(case, element), call=case.call)
    yielded = Yielded(case, [read_epoch(case, epoch) for epoch in elements], endless)
    if case.count and not len(yielded.first.targets):
        kit.fail("windows.loses-windows", call=case.call, found="none", wanted=case.count)
    return yielded


def epochs_of(answer: Answer) -> tuple[list[list[Any]], bool]:
    """The elements of each epoch, and whether there were more of them; anything but a dataset ends the check."""
    got = answer.value
    answer.insist(kit.returned_nothing(got))
    if not is_dataset(got):
        kit.fail("windows.not-a-dataset", call=answer.call, found=briefly(got))
    return epochs_in(got, answer.call)


def read_epoch(case: Case, elements: list[Any]) -> Epoch:
    inputs, outputs = [x for x, _ in elements], [y for _, y in elements]
    rows = np.concatenate([x.reshape(len(x), case.window) for x in inputs] or [np.zeros((0, case.window))])
    after = np.concatenate([y.reshape(-1) for y in outputs] or [np.zeros(0)])
    return Epoch(inputs, outputs, places(case, rows, "a window"), places(case, after, "a target"))


def places(case: Case, values: np.ndarray, where: str) -> np.ndarray:
    """Where the values stand in the series; one that does not occur in it ends the check."""
    found = positions(case.series, values)
    if found is None:
        other = values[~np.isin(values, case.series)]
        first = f"{other[0]:g}" if other.size else "a value of another kind"
        kit.fail("windows.values-changed", call=case.call, where=where, found=first)
    return found


# --- the elements


@dataclass(frozen=True)
class Element:
    """One element of a dataset, whatever it is."""

    case: Case
    value: Any

    @property
    def pair(self) -> tuple[np.ndarray, np.ndarray]:
        x, y = self.value
        return x, y

    def is_pair(self) -> bool:
        one = isinstance(self.value, tuple | list) and len(self.value) == 2
        return one and all(isinstance(p, np.ndarray) and p.dtype.kind in "biuf" for p in self.value)

    def single(self) -> dict[str, str] | None:
        """One window instead of a batch of them."""
        (x, y), window = self.pair, self.case.window
        flat = x.ndim < 2 or y.ndim == 0
        column = x.shape == (window, 1) and y.shape == (1,) and window > 1
        return {"shape": str(x.shape)} if flat or column else None

    def other_length(self) -> dict[str, Any] | None:
        x, window = self.pair[0], self.case.window
        length = max(x.shape[1:])
        return {"length": length, "shape": str(x.shape)} if x.size != len(x) * window else None

    def several(self) -> dict[str, Any] | None:
        """More than one target for each window."""
        x, y = self.pair
        return {"shape": str(y.shape), "wanted": f"({len(x)}, 1)"} if len(y) == len(x) != y.size else None

    def uneven(self) -> str:
        x, y = self.pair
        return (
            f"a batch has inputs of shape {x.shape} and targets of shape {y.shape}"
            if y.size != len(x)
            else ""
        )


def briefly(value: Any) -> str:
    """What it is; the numbers of a batch would fill the screen and say nothing."""
    if isinstance(value, dict):
        return f"a dict with the keys {kit.show(list(value))}"
    if isinstance(value, np.ndarray):
        return f"one array of shape {value.shape}"
    if isinstance(value, tuple | list):
        parts = " and ".join(dict.fromkeys(map(kind_of, value)))
        return f"{kind_of(value)} of {len(value)} values ({parts})"
    return kit.show(value)


# fmt: off
ELEMENTS = Mistakes(
    Mistake("windows.not-pairs", lambda e: not e.is_pair(), found=lambda e: briefly(e.value)),
    Mistake("windows.not-batched", Element.single, "shape"),
    Mistake("windows.wrong-length", Element.other_length, "length shape", window=lambda e: e.case.window),
    Mistake("windows.many-targets", Element.several, "shape wanted"),
    Mistake(None, Element.uneven, message=Element.uneven),
)
# fmt: on
