"""`standardize`, judged by what it does to chosen and random tables, and told apart from what else is done to columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.kit import Ask, Candidate, Function, Mistake, Mistakes, Problem

TRAIN = np.array([[1.0, 10.0], [3.0, 40.0], [5.0, 10.0], [3.0, 80.0]])
OTHER = np.array([[2.0, 10.0], [9.0, 60.0], [4.0, 20.0]])
MEAN, DEVIATION = TRAIN.mean(axis=0), TRAIN.std(axis=0)
CONSTANT = np.array([[1.0, 4.0], [3.0, 4.0], [5.0, 4.0]])
INFINITE = 1e30
TABLES = [
    *((TRAIN.astype(dtype), OTHER.astype(dtype)) for dtype in (np.float32, np.int64)),
    (CONSTANT, np.array([[2.0, 4.0], [3.0, 9.0]])),
    (TRAIN, OTHER[:1]),
    (TRAIN[:, :1], OTHER[:, :1]),
]
"""Other forms of both tables: float32, whole numbers, a constant column, a single row, a single column."""


def standardized(train: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    deviation = np.where(deviation == 0, 1, deviation)
    return (train - mean) / deviation, (other - mean) / deviation


def table(rows: int, columns: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Tables of halves whose columns have very different sizes, none constant: the real ones deviate by 0.003 to 600."""
    rng = np.random.default_rng(seed)
    size = 10.0 ** rng.integers(-3, 3, columns)
    train = rng.integers(-6, 7, (rows, columns)) / 2 * size
    train[0], train[1] = -size, 2 * size
    return train, rng.integers(-6, 7, (3, columns)) / 2 * size


def not_a_pair(got: Any) -> Problem | None:
    if type(got) in (tuple, list) and len(got) == 2:
        return None
    text = f"returned {kit.show(got)}, expected (train, other), both scaled"
    return kit.returned_nothing(got) or Problem(text)


def first_alone(got: Any, want: Any) -> Problem | None:
    """The second result is judged by what was done to the first."""
    if (problem := not_a_pair(got)) is not None:
        return problem
    problem = kit.array(rtol=1e-4, atol=1e-5)(got[0], want[0])
    return problem and problem.about("in the first result")


standardize = Function(
    "standardize",
    standardized,
    arguments=st.builds(table, st.integers(2, 8), st.integers(1, 4), st.integers(0, 99)),
    always=[(TRAIN, OTHER), (np.array([[-0.001], [0.002]]), np.array([[0.001]]))],
    judge=first_alone,
)


def both(got: Any, want: Any) -> Problem | None:
    """float32 keeps four digits of a column that lies far from 0."""
    if (problem := not_a_pair(got)) is not None:
        return problem
    parts = (("first", got[0], want[0]), ("second", got[1], want[1]))
    problems = ((name, kit.array(rtol=1e-3, atol=2e-3)(part, right)) for name, part, right in parts)
    return next((problem.about(f"in the {name} result") for name, problem in problems if problem), None)


def in_all_forms(seed: int) -> list[list[tuple[np.ndarray, np.ndarray]]]:
    """Tables as large as the real one, of one column, with few rows and many, in both dtypes."""
    random = np.random.default_rng([seed, 21])

    def one(rows: int, others: int, columns: int) -> tuple[np.ndarray, np.ndarray]:
        size, centre = 10.0 ** random.integers(-3, 3, columns), random.uniform(-2, 2, columns)
        train, other = (size * (centre + random.normal(size=(n, columns))) for n in (rows, others))
        train[:2] = size * (centre - 1), size * (centre + 1)
        return train, other

    rows, columns = int(random.integers(200, 600)), int(random.integers(20, 40))
    tables = [
        one(rows, 90, columns),
        one(rows, 1, columns),
        one(50, rows, 1),
        one(2, 1, 1),
        one(6, 6, 6),
        one(2, 3, columns),
    ]
    return [
        [(TRAIN, OTHER), *((x.astype(t), y.astype(t)) for x, y in tables for t in ("float64", "float32"))]
    ]


# --- what was done instead

Pairs = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def near(a: Any, b: Any) -> bool:
    return bool(np.allclose(a, b, rtol=1e-3, atol=1e-4))


def pairs(ask: Ask) -> Pairs:
    """`of(train, other)` is both results as float arrays; NaN where they are none of the right shape."""

    def of(train: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        got = ask(train, other)
        parts = got if not_a_pair(got) is None else (None, None)
        first, second = (
            part.astype(float)
            if isinstance(part, np.ndarray) and part.shape == like.shape
            else np.full(like.shape, np.nan)
            for part, like in zip(parts, (train, other), strict=True)
        )
        return first, second

    return of


def first(values: np.ndarray) -> Callable[[Pairs], bool]:
    return lambda of: near(of(TRAIN, OTHER)[0], values)


def second(values: np.ndarray) -> Callable[[Pairs], bool]:
    return lambda of: near(of(TRAIN, OTHER)[1], values)


def looks_along_rows(of: Pairs) -> bool:
    """Whether an entry's result depends on the other entries of its row, and not on other rows."""
    table = np.array([[1.0, 10.0, 4.0], [3.0, 40.0, 2.0], [5.0, 10.0, 8.0]])
    other_rows, own_row = table.copy(), table.copy()
    other_rows[1:] = other_rows[1:] * 2 + 5
    own_row[0, 1] += 50
    entry, unmoved, moved = (of(tried, table)[0][0, 0] for tried in (table, other_rows, own_row))
    return near(entry, unmoved) and bool(np.isfinite(moved)) and not near(entry, moved)


def scaled_by_its_company(of: Pairs) -> bool:
    """Whether a row of other data is scaled otherwise when other rows come with it."""
    changed = np.concatenate([OTHER[:1], OTHER[1:] * 2 + 5])
    together = of(TRAIN, OTHER)[1][0]
    return bool(np.isfinite(together).all()) and not near(together, of(TRAIN, changed)[1][0])


# fmt: off
IN_TRAIN = Mistakes(
    Mistake(None, lambda of: not np.isfinite(of(TRAIN, OTHER)[0]).all()),
    Mistake("standardize.leaks-other", lambda of: not near(of(TRAIN, OTHER)[0], of(TRAIN, OTHER * 3 + 1)[0]),
            found="the scaled training set changes"),
    Mistake("standardize.sample-deviation", first((TRAIN - MEAN) / TRAIN.std(axis=0, ddof=1))),
    Mistake("standardize.variance", first((TRAIN - MEAN) / DEVIATION**2)),
    Mistake("standardize.not-divided", first(TRAIN - MEAN)),
    Mistake("standardize.not-centred", first(TRAIN / DEVIATION)),
    Mistake("standardize.min-max", first((TRAIN - TRAIN.min(axis=0)) / np.ptp(TRAIN, axis=0))),
    Mistake("standardize.whole-array", first((TRAIN - TRAIN.mean()) / TRAIN.std())),
    Mistake("standardize.per-row", looks_along_rows),
    look=pairs,
)
IN_OTHER = Mistakes(
    Mistake("standardize.leaks-other", scaled_by_its_company, found="a row of other is scaled differently"),
    Mistake("standardize.other-left-alone", second(OTHER)),
    Mistake("standardize.other-by-half", second(OTHER / DEVIATION), missing="subtracted the mean"),
    Mistake("standardize.other-by-half", second(OTHER - MEAN), missing="divided by the deviation"),
    Mistake("standardize.per-row", looks_along_rows),
    look=pairs,
)
IN_CONSTANT = Mistakes(
    Mistake("standardize.column-dropped", lambda part: part.shape == (len(part), 1)),
    Mistake(None, lambda part: part.shape != (len(part), 2)),
    Mistake("standardize.divides-by-zero", lambda part: not np.isfinite(part[:, 1]).all(),
            found=lambda part: f"the column becomes {part[0, 1]:g}"),
    Mistake("standardize.constant-kept", lambda part: np.abs(part[:, 1]).max() > 1e-6, found=lambda part: f"{part[0, 1]:g}"),
    look=lambda part: part if isinstance(part, np.ndarray) and part.ndim == 2 and part.size else None,
)
# fmt: on


# --- checks


def other(candidate: Candidate) -> None:
    answer = standardize.ask(candidate, TRAIN, OTHER)
    answer.insist(not_a_pair(answer.value))
    of_train, got = answer.value
    want = as_done_to_train(of_train)
    if (problem := kit.array(rtol=1e-4, atol=1e-4)(got, want)) is not None:
        problem = problem.about("in the second result")
        answer.insist(
            problem, IN_OTHER, lambda *a: candidate.call("standardize", *a), returned=got, expected=want
        )
    one_patient(candidate, got)


def one_patient(candidate: Candidate, several: np.ndarray) -> None:
    """Alone, a row of other data comes out as it does in company, in a table of one row."""
    answer = standardize.ask(candidate, TRAIN, OTHER[:1])
    answer.insist(not_a_pair(answer.value))
    problem = kit.array(rtol=1e-4, atol=1e-4)(answer.value[1], several[:1])
    answer.insist(problem and problem.about("in the second result"), expected=several[:1])


def as_done_to_train(scaled: Any) -> np.ndarray:
    """OTHER, scaled column by column as TRAIN was; standardized where TRAIN was not scaled by columns, or not at all."""
    right = standardized(TRAIN, OTHER)[1]
    if not isinstance(scaled, np.ndarray) or scaled.shape != TRAIN.shape or not np.isfinite(scaled).all():
        return right
    lines = [np.polyfit(TRAIN[:, i], scaled[:, i].astype(float), 1) for i in range(TRAIN.shape[1])]
    slopes, offsets = np.array(lines).T
    fits = np.allclose(TRAIN * slopes + offsets, scaled, atol=1e-4) and bool(np.all(np.abs(slopes) > 1e-6))
    return OTHER * slopes + offsets if fits and not near(scaled, TRAIN) else right


def constant(candidate: Candidate) -> None:
    """Other data may differ where the training set is constant: 0, or the distance from the mean, are finite.

    A deviation with a little something added makes it large, which is the learner's choice; infinity, and what
    `nan_to_num` makes of it, is division by 0.
    """
    values = CONSTANT, np.array([[2.0, 4.0], [3.0, 4.0]])
    answer, want = standardize.ask(candidate, *values), standardized(*values)
    if answer.raised and answer.raised.type_name in ("ZeroDivisionError", "FloatingPointError"):
        answer.fail("standardize.divides-by-zero", found=f"it raises {answer.raised.type_name}")
    answer.insist(not_a_pair(answer.value))
    for part, wanted in zip(answer.value, want, strict=True):
        IN_CONSTANT.fail(part, call=answer.call, returned=answer.value, expected=want)
        if not isinstance(part, np.ndarray) or part.shape != wanted.shape:
            answer.insist(kit.array()(part, wanted), expected=want)
        if not np.ptp(part[:, 0].astype(float)) > 0:
            answer.fail(None, message="the column that is not constant has become so", expected=want)
    answer = standardize.ask(candidate, CONSTANT, np.array([[2.0, 4.0], [3.0, 9.0]]))
    if not_a_pair(answer.value) is None and np.shape(answer.value[1]) == (
        2,
        2,
    ):  # judged above, on other numbers
        entry = float(answer.value[1][1, 1])
        if not abs(entry) < INFINITE:
            found = f"a 9 in the other data, where the training set has 4 throughout, becomes {entry:g}"
            answer.fail("standardize.divides-by-zero", found=found, expected="a finite number")
