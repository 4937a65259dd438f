"""`naive_forecast`, `moving_average` and `mae`: two forecasts that cost nothing, and what both are measured by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.kit import Function, Mistake, Mistakes

Ask = Callable[..., Any]
Call = tuple[Any, ...]


def series_and_length(most: int, dtypes: tuple[str, ...]) -> Any:
    """(series, length): a length of at least one value less than the series; quarters, which are exact in float32."""

    def build(values: list[int], length: int, dtype: str) -> Call:
        divisor = 1 if np.dtype(dtype).kind in "iu" else 4
        return (np.array(values) / divisor).astype(dtype), min(length, len(values) - 1)

    values = st.lists(st.integers(1, 40), min_size=2, max_size=12)
    return st.builds(build, values, st.integers(1, most), st.sampled_from(dtypes))


SERIES = series_and_length(5, ("float64", "int64", "float32"))
RAMP = np.arange(10.0, 22.0)
"""Twelve values, each of which says where it stands."""


# --- the naive forecast

naive_forecast = Function(
    "naive_forecast",
    lambda series, period: series[: len(series) - period],
    arguments=SERIES,
    always=[(np.arange(10.0, 16.0), 2), (np.arange(10, 16), 1), (RAMP, 7), (np.array([3.0, 1.0, 2.0]), 2)],
    judge=kit.array(),
)


class Lagged:
    """How far the values returned lie back for two periods, if the last one is the forecast for the last value."""

    def __init__(self, ask: Ask) -> None:
        self.got = {period: np.asarray(ask(RAMP, period), float) for period in (3, 5)}
        self.lags = {period: lag(values) for period, values in self.got.items()}
        self.lag, self.count, self.wanted = self.lags[3], self.got[3].size, len(RAMP) - 3

    def too_many(self) -> bool:
        """The right values at the end, and others before them."""
        return all(got.size > len(RAMP) - n and self.lags[n] == n for n, got in self.got.items())

    def constant(self) -> bool:
        """Values that follow each other, by another period than asked."""
        runs = [got.size > 1 and np.all(np.diff(got) == 1) for got in self.got.values()]
        return all(runs) and self.lag not in (None, 3)


def lag(values: np.ndarray) -> int | None:
    """How many steps before the end of the series the last value stands."""
    if values.ndim != 1 or not values.size or values[-1] not in RAMP:
        return None
    return int(RAMP[-1] - values[-1])


# fmt: off
OF_NAIVE = Mistakes(
    Mistake("naive.actual-values", lambda s: set(s.lags.values()) == {0}),
    Mistake("naive.too-many", Lagged.too_many, "count wanted"),
    Mistake("naive.wrong-period", Lagged.constant, "lag", period=3),
    look=Lagged,
)
# fmt: on


# --- the moving average

moving_average = Function(
    "moving_average",
    lambda series, window: np.array([np.mean(series[t - window : t]) for t in range(window, len(series))]),
    arguments=SERIES,
    always=[
        (np.array([5.0, 8.0, 6.0, 9.0, 2.0]), 2),
        (np.arange(10, 16), 3),
        (RAMP**2, 4),
        (RAMP**2, 1),
        (RAMP[:4] ** 2, 3),
    ],
    judge=kit.array(rtol=1e-5, atol=1e-5),
)
SIZE, AT, WIDTH = 16, 8, 3


class Impulse:
    """Which forecasts hear of one value: the series is 0 but for a 1 at AT. The last one returned is for the last value."""

    def __init__(self, ask: Ask) -> None:
        series = np.zeros(SIZE)
        series[AT] = 1.0
        self.got = np.asarray(ask(series, WIDTH), float)
        self.count, self.wanted = self.got.size, SIZE - WIDTH
        self.heard = (np.flatnonzero(np.abs(self.got) > 1e-9) + SIZE - self.count - AT).tolist()
        self.sevenths = np.asarray(ask(np.array([1.0, 2.0, 2.0, 5.0, 7.0, 1.0, 3.0]), WIDTH), float)

    @property
    def trailing(self) -> bool:
        return self.heard == [1, 2, 3]

    @property
    def largest(self) -> float:
        return float(self.got.max(initial=0))

    def today(self) -> dict[str, str] | None:
        """The forecast for t knows the value at t."""
        if self.heard[:1] != [0] or self.heard != list(range(len(self.heard))):
            return None
        more = f"you return {self.count} averages for a series of {SIZE} with a window of {WIDTH}; expected {self.wanted}"
        return {"found": more if self.count != self.wanted else "each average stands one place too early"}

    def other_width(self) -> dict[str, int] | None:
        near = self.heard == list(range(1, len(self.heard) + 1)) and len(self.heard) != WIDTH
        return {"found": len(self.heard)} if near and self.heard else None

    def whole(self) -> bool:
        """Means without their fractions, or with them rounded."""
        means = np.array([5, 9, 14, 13]) / 3
        wholes = (np.floor(means), np.round(means))
        return any(np.array_equal(self.sevenths, whole) for whole in wholes)

    def expanding(self) -> bool:
        """One value is heard of to the end."""
        return len(self.heard) > WIDTH + 1 and self.heard[0] >= 0 and self.heard[-1] == SIZE - 1 - AT


# fmt: off
OF_AVERAGE = Mistakes(
    Mistake("average.integer-division", lambda s: s.whole() and not s.heard),
    Mistake("average.centred", lambda s: s.heard and s.heard[0] < 0 < len(s.heard) <= WIDTH + 1, ahead=lambda s: -s.heard[0]),
    Mistake("average.expanding", Impulse.expanding),
    Mistake("average.includes-today", Impulse.today, "found"),
    Mistake("average.not-a-mean", lambda s: s.trailing and abs(s.largest - 1 / WIDTH) > 1e-3, "largest"),
    Mistake("average.wrong-window", Impulse.other_width, "found", window=WIDTH),
    Mistake("average.wrong-count", lambda s: s.trailing and s.count != s.wanted, "count wanted"),
    look=Impulse,
)
# fmt: on


# --- the mean absolute error


def mean_absolute_error(actual: Any, forecast: Any) -> float:
    return float(np.mean(np.abs(np.subtract(actual, forecast, dtype=float))))


ACTUAL, FORECAST = np.array([3.0, 5.0, 2.0, 8.0, 4.0]), np.array([4.0, 5.0, 8.0, 6.0, 3.0])
"""Errors of -1, 0, -6, 2 and 1: mean of absolutes 2, of squares 8.4, of all as they are -0.8."""
ERRORS = ACTUAL - FORECAST


def two_series() -> Any:
    pairs = st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=1, max_size=8)
    return pairs.map(lambda p: (np.array([a for a, _ in p]) / 4, np.array([b for _, b in p]) / 4))


mae = Function(
    "mae",
    mean_absolute_error,
    two_series(),
    [(ACTUAL, FORECAST), (ACTUAL[:1], FORECAST[:1])],
    kit.scalar(rtol=1e-5, atol=1e-6),
)


class Measured:
    """The number for the example, if it is one."""

    def __init__(self, ask: Ask) -> None:
        got = ask(ACTUAL, FORECAST)
        self.shape = str(np.shape(got))
        self.value = float(got) if np.shape(got) == () else np.nan

    def is_(self, *wanted: Any) -> bool:
        return any(np.isclose(self.value, float(one), rtol=1e-4) for one in wanted)


# fmt: off
OF_MAE = Mistakes(
    Mistake("mae.not-one-number", lambda m: m.shape != "()", "shape"),
    Mistake("mae.squared", lambda m: m.is_(np.mean(ERRORS**2)), "value", root=""),
    Mistake("mae.squared", lambda m: m.is_(np.sqrt(np.mean(ERRORS**2))), "value", root=", even with the root taken at the end"),
    Mistake("mae.signed", lambda m: m.is_(ERRORS.mean(), -ERRORS.mean(), abs(ERRORS.mean())), "value"),
    Mistake("mae.summed", lambda m: m.is_(np.abs(ERRORS).sum()), "value"),
    Mistake("mae.median", lambda m: m.is_(np.median(np.abs(ERRORS))), "value"),
    look=Measured,
)
# fmt: on


def unsigned(seed: int) -> list[list[Call]]:
    """Differences of both signs: of plain numbers, then of the same in types that have no minus."""
    random = np.random.default_rng([seed, 35])
    actual, forecast = random.integers(0, 250, (2, 9))
    pairs = [(np.array([10, 200, 7]), np.array([20, 100, 7])), (actual, forecast)]
    types = [
        ("uint8", "uint8"),
        ("uint16", "uint16"),
        ("uint32", "uint32"),
        ("uint64", "uint64"),
        ("uint8", "float32"),
    ]
    return [
        [(a.astype(float), f.astype(float)), *((a.astype(one), f.astype(other)) for one, other in types)]
        for a, f in pairs
    ]


def other_types(seed: int) -> list[list[Call]]:
    del seed
    types = [
        ("int64", "int64"),
        ("int64", "float64"),
        ("float32", "float32"),
        ("int32", "int32"),
        ("float64", "float32"),
    ]
    return [[(ACTUAL, FORECAST), *((ACTUAL.astype(one), FORECAST.astype(other)) for one, other in types)]]


def columns(seed: int) -> list[list[Call]]:
    """As a model's targets and predictions have them: (n, 1); and a table."""
    del seed
    pairs = [
        (ACTUAL.reshape(-1, 1), FORECAST.reshape(-1, 1)),
        (np.tile(ACTUAL, (2, 1)), np.tile(FORECAST, (2, 1))),
    ]
    return [[(ACTUAL, FORECAST), *pairs]]
