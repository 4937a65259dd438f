"""How far a training is, read from what Keras prints while it runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EPOCH = re.compile(r"Epoch (\d+)/(\d+)")
_STEP = re.compile(r"(\d+)/(\d+)\s[^\n]*?(\d+)(us|ms|s)/step(?:[^\n\b]*?\baccuracy: ([0-9.]+))?")
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
_SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0}


@dataclass(frozen=True, slots=True)
class Training:
    """Epoch and step from 1, of how many; the accuracy so far, if it is printed; seconds left in this `fit`."""

    epoch: int
    epochs: int
    step: int
    steps: int
    accuracy: float | None
    seconds_left: float

    def __str__(self) -> str:
        known = "" if self.accuracy is None else f" · accuracy {self.accuracy:.3f}"
        return f"epoch {self.epoch} of {self.epochs}{known} · {_duration(self.seconds_left)} left"


def training(printed: str) -> Training | None:
    """How far the newest `fit` in a printed text is, or None where Keras printed no progress."""
    text = _ESCAPES.sub("", printed[-20_000:])
    epoch = None
    for epoch in _EPOCH.finditer(text):  # noqa: B007  (the last one is wanted)
        pass
    if epoch is None:
        return None
    step = None
    for step in _STEP.finditer(text, epoch.end()):  # noqa: B007
        pass
    if step is None:
        return None
    now, most = int(epoch[1]), int(epoch[2])
    done, steps = int(step[1]), int(step[2])
    each = int(step[3]) * _SECONDS[step[4]]
    left = each * (max(0, steps - done) + max(0, most - now) * steps)
    accuracy = _number(step[5])
    return Training(now, most, done, steps, accuracy, left)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
