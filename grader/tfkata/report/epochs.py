"""How far a training is, read from what Keras prints while it runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EPOCH = re.compile(r"Epoch (\d{1,6})/(\d{1,6})")
_LINE = re.compile(r"[\r\n\b]+")
_STEP = re.compile(r"(\d{1,9})/(\d{1,9})\s.*?(\d{1,9})(us|ms|s)/step(?:.*?\baccuracy: ([0-9.]{1,9}))?")
LONGEST_LINE = 300
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
    begun = text.rfind("Epoch ")
    epoch = _EPOCH.match(text, begun) if begun >= 0 else None
    if epoch is None:
        return None
    lines = [line for line in _LINE.split(text[epoch.end() :]) if "/step" in line]
    step = _STEP.search(lines[-1][:LONGEST_LINE]) if lines else None
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
