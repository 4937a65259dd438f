"""Category 5: two series, sunspots by month and births by day. What comes in some time, or in all of the next steps?"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

from tfkata.curriculum.d_exam import writing
from tfkata.curriculum.d_exam.drawn import Draw, dealt
from tfkata.curriculum.d_exam.task import Family, Pair, Task, constant
from tfkata.data.categories import series
from tfkata.data.categories.series import Series

LOADER = '''
def load():
    """The series, float32 ({rows},), in the order of time."""
    return np.loadtxt(DATA / "rows.csv", delimiter=",", skiprows=1, dtype=np.float32)
'''
DRAWN: dict[str, tuple[Series, tuple[int, ...], int, int]] = {
    # variant: which series, window (one is drawn), horizon of the first output, outputs
    "sunspots/half": ("sunspots", (48, 60), 6, 1),
    "sunspots/year": ("sunspots", (60, 72), 12, 1),
    "months/twelve": ("sunspots", (60, 72), 1, 12),
    "months/eighteen": ("sunspots", (60, 72), 1, 18),
    "days/one": ("births", (28, 35), 1, 1),
    "days/three": ("births", (28, 35), 3, 1),
    "week/seven": ("births", (28, 35), 1, 7),
    "week/fourteen": ("births", (28, 35), 1, 14),
}
_STEPS = {"sunspots": "month", "births": "day"}
WEEK = 7


def make(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    """How far ahead is the variant; how many values the model is given is drawn."""
    source, windows, horizon, outputs = DRAWN[variant]
    window = chance.choice(windows)
    values = series.load(source, "train")

    rows = dealt(draw, lambda part: cut(series.load(source, part), window, horizon, outputs), fixed=True)
    simple: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "the same number for all": constant(float(np.median(values)), outputs),
        "the last value": lambda inputs: np.repeat(inputs[:, -1, :], outputs, axis=1).astype(np.float64),
    }
    if source == "births":
        simple["the value of a week before"] = lambda inputs: last_week(inputs, horizon, outputs)
    return Task(
        family=variant.partition("/")[0],
        variant=variant,
        kind="numbers",
        inputs=(window, 1),
        outputs=outputs,
        unit=source,
        noun="windows",
        values={
            "window": window,
            "horizon": horizon,
            "outputs": outputs,
            "step": _STEPS[source],
            "rows": len(values),
        },
        loader=LOADER.format(rows=len(values)),
        files=lambda: {"rows.csv": writing.csv([source], values[:, None].astype(np.float64))},
        held_out=lambda: rows("held_out"),
        simple=simple,
    )


def cut(values: np.ndarray, window: int, horizon: int, outputs: int) -> Pair:
    """Every window, float32 (n, window, 1), and what follows it: float64 (n, outputs), the first `horizon` steps after its end."""
    count = len(values) - window - horizon - outputs + 2
    starts = np.arange(count)[:, None]
    inputs = values[starts + np.arange(window)]
    wanted = values[starts + window + horizon - 1 + np.arange(outputs)]
    return inputs[:, :, None].astype(np.float32), wanted.astype(np.float64)


def last_week(inputs: np.ndarray, horizon: int, outputs: int) -> np.ndarray:
    """What was a whole number of weeks before: float64 (n, outputs)."""
    ahead = horizon + np.arange(outputs)
    back = ahead - WEEK * ((ahead + WEEK - 1) // WEEK) - 1
    return inputs[:, back, 0].astype(np.float64)


FAMILIES = tuple(
    Family(name, "series", tuple(variant for variant in DRAWN if variant.startswith(f"{name}/")), make)
    for name in ("sunspots", "months", "days", "week")
)
