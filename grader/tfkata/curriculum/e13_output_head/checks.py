"""e13_output_head: units, activation and loss must make one of the heads that fit the labels.

A head is judged by what it computes, whatever its spelling (`tfkata.curriculum.e13_output_head.heads`), and a wrong one is told
by the right one that is nearest to it: what would have to change is what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.kit import Ask, Candidate, Function, Mistake, Mistakes, Problem
from tfkata.curriculum.e13_output_head.heads import (
    BINARY,
    CATEGORICAL,
    PROBES,
    REGRESSION,
    RELUS,
    SPARSE,
    UNKNOWN,
    Head,
    read_head,
    right_heads,
    spelled,
)

CLASSES = (3, 4, 10)


def many(seed: int) -> list[int]:
    """Numbers of classes that nobody would try by hand."""
    random = np.random.default_rng([seed, 13])
    return [int(random.integers(*ends)) for ends in ((11, 100), (128, 1000), (1025, 30_000))]


# --- output_head

output_head = Function("output_head")


class Answered(NamedTuple):
    """A head as it was written and as it was read, and the right one that is nearest to it."""

    num_classes: int
    labels: str
    units: int
    activation: str
    loss: str
    head: Head
    near: Head

    def unknown(self) -> dict[str, str] | None:
        if self.head.activation == UNKNOWN:
            return {"what": "activation", "name": self.activation}
        return {"what": "loss", "name": self.loss} if self.head.loss == UNKNOWN else None


# fmt: off
HEADS = Mistakes(  # after the first four, the first word in which the head differs from the one that is nearest to it
    Mistake("head.unknown-name", Answered.unknown, "what name"),
    Mistake(None, lambda a: a.head == a.near),
    Mistake("head.mean-squared-error", lambda a: a.head.loss in REGRESSION, "loss"),
    Mistake("head.relu-output", lambda a: a.head.activation in RELUS, "activation"),
    Mistake("head.softmax-one-unit", lambda a: a.head.units == 1 and a.head.activation == "softmax"),
    Mistake("head.wrong-units", lambda a: a.head.units != a.near.units, "units num_classes labels"),
    Mistake("head.no-activation", lambda a: a.near.activation != a.head.activation == "linear", "loss"),
    Mistake("head.softmax-for-multi-label", lambda a: a.near.activation != a.head.activation == "softmax", "activation loss"),
    Mistake("head.sigmoid-for-multiclass", lambda a: a.near.activation != a.head.activation == "sigmoid", "num_classes labels"),
    Mistake("head.wrong-activation", lambda a: a.near.activation != a.head.activation, "activation loss labels"),
    Mistake("head.binary-loss-on-softmax", lambda a: a.near.loss != a.head.loss == BINARY, "loss num_classes labels"),
    Mistake("head.sparse-on-one-unit", lambda a: a.near.loss != a.head.loss == SPARSE and "integer" in a.labels, "loss num_classes"),
    Mistake("head.sparse-with-one-hot", lambda a: a.near.loss != a.head.loss == SPARSE, "loss num_classes labels"),
    Mistake("head.categorical-with-integers", lambda a: a.near.loss != a.head.loss == CATEGORICAL and "integer" in a.labels,
            "loss num_classes labels"),
    Mistake("head.softmax-for-multi-label", lambda a: a.near.loss != a.head.loss == CATEGORICAL, "activation loss"),
    Mistake("head.other-loss", lambda a: a.near.loss != a.head.loss, "loss labels"),
    Mistake("head.logits-mismatch", lambda a: True, "activation loss"),
)
# fmt: on


def fits(labels: str, *classes: int) -> Callable[[Candidate], None]:
    """The head for these labels, and so many classes, is one of the right ones; of several, for drawn numbers as well."""

    def check(candidate: Candidate) -> None:
        for k in (*classes, *(many(candidate.seed) if len(classes) > 1 else ())):
            answer = output_head.ask(candidate, k, labels, options={"probe_callables": PROBES})
            answer.insist(malformed(answer.value), returned=spelled(answer.value))
            units, activation, loss = (answer.value[key] for key in ("units", "activation", "loss"))
            head = read_head(int(units), activation, loss, labels)
            words = (k, f'"{labels}"', int(units), spelled(activation), spelled(loss))
            found = Answered(*words, head, nearest(head, right_heads(k, labels)))
            HEADS.fail(found, call=answer.call, returned=spelled(answer.value))

    return check


def nearest(head: Head, right: list[Head]) -> Head:
    return min(right, key=lambda other: sum(a != b for a, b in zip(head, other, strict=True)))


def malformed(answer: Any) -> Problem | None:
    if not isinstance(answer, dict):
        text = "expected a dict with the keys units, activation and loss"
        return kit.returned_nothing(answer) or Problem(text)
    if missing := [key for key in ("units", "activation", "loss") if key not in answer]:
        return Problem(f"the dict has no {' and no '.join(missing)}")
    if isinstance(answer["units"], bool) or not isinstance(answer["units"], int | np.integer):
        return Problem(f"units is {kit.show(answer['units'])}, expected a whole number")
    return None


# --- decide

# Nothing at 0.5 and no ties: there either answer is right.
GRID = np.array([[0.0], [0.05], [0.15], [0.3], [0.45], [0.55], [0.7], [0.85], [0.95], [1.0]])
HIGH = np.array([[0.6], [0.7], [0.9]])
SURE = np.array([[0.1, 0.7, 0.2], [0.8, 0.15, 0.05], [0.05, 0.35, 0.6], [0.25, 0.65, 0.1]], np.float32)
UNSURE = np.array([[0.3, 0.25, 0.45], [0.35, 0.4, 0.25]])
TWO = np.array([[0.65, 0.35], [0.35, 0.65], [0.9, 0.1]])


def rows_of(k: int) -> Any:
    row = st.lists(st.integers(1, 30), min_size=k, max_size=k, unique=True)
    return st.lists(row, min_size=1, max_size=4).map(lambda r: (np.array(r) / np.sum(r, axis=1)[:, None],))


def largest(probabilities: np.ndarray) -> np.ndarray:
    if probabilities.shape[1] == 1:
        return np.asarray(probabilities[:, 0] > 0.5, np.int64)
    return np.asarray(probabilities.argmax(axis=1))


def same_ids(got: Any, want: np.ndarray) -> Problem | None:
    """The ids agree; how they are wrapped (list, column, other dtype) is another check's business."""
    one = "decide.single-sample" if len(want) == 1 else None
    if not isinstance(got, np.ndarray | list):
        problem = kit.array()(got, want)
        return Problem(problem.message, one) if problem and isinstance(got, int | np.generic) else problem
    ids = flat(got)
    if len(ids) != len(want):
        return Problem(
            f"returned {len(ids)} numbers for {'one sample' if one else f'{len(want)} samples'}", one
        )
    return None if np.array_equal(ids, want) else Problem("the values differ")


def flat(got: Any) -> np.ndarray:
    try:
        return np.asarray(got, dtype=np.float64).ravel()
    except (TypeError, ValueError):
        return np.zeros(0)


def form(got: Any, want: np.ndarray) -> Problem | None:
    """Dtype and shape alone; the values are for the others. No samples at all have no dtype to speak of.

    But one id for all of SURE, in which every class is the most likely one once, decides nothing.
    """
    if len(want) == 1 and isinstance(got, int | np.generic | np.ndarray) and np.ndim(got) == 0:
        return Problem("returned a number without an axis for the sample", "decide.single-sample")
    if isinstance(got, np.ndarray) and got.ndim == 1 and len(got) != len(want):
        values = {"count": len(got), "samples": len(want)}
        return Problem(f"returned {len(got)} numbers", "decide.wrong-axis" if len(want) else None, values)
    codes = {"dtype": "decide.wrong-dtype", "shape": "decide.keeps-column"}
    problem = kit.array(dtype="int64" if len(want) else None, atol=np.inf, codes=codes)(got, want)
    if problem is None and len(want) and np.ptp(want) > 0 and np.ptp(got) == 0:
        return Problem(f"all {len(got)} samples get the class id {got[0]}")
    return problem


column = Function(
    "decide",
    largest,
    arguments=st.lists(st.integers(0, 20).filter(lambda i: i != 10), min_size=1, max_size=6).map(
        lambda twentieths: (np.array(twentieths, np.float32)[:, None] / 20,)
    ),
    always=[(GRID,), (GRID[[8, 3]],)],
    judge=same_ids,
)
columns = Function(
    "decide",
    largest,
    arguments=st.integers(2, 5).flatmap(rows_of),
    always=[(SURE,), (UNSURE,)],
    judge=same_ids,
)


def one_column(seed: int) -> list[list[tuple[np.ndarray]]]:
    """Many samples, one, all of one class; in both dtypes."""
    random = np.random.default_rng([seed, 1])
    more = random.permutation(
        np.linspace(0.01, 0.49, 40).tolist() + np.linspace(0.51, 0.99, random.integers(41, 99)).tolist()
    )
    forms = [GRID, more[:, None], HIGH, 1 - HIGH, *more[:6, None, None]]
    return [[(GRID,), *((table.astype(dtype),) for table in forms for dtype in ("float32", "float64"))]]


def several_columns(seed: int) -> list[list[tuple[np.ndarray]]]:
    """Two columns and a drawn number of them, many samples and one, as many of one as of the other; in both dtypes."""
    random = np.random.default_rng([seed, 2])
    k = int(random.integers(11, 60))
    sizes = ((90, 2), (1, 2), (70, 3), (1, k), (5, k), (k, k), (2, 2))
    tables = [random.permuted(np.tile(np.arange(c) + 1.0, (n, 1)), axis=1) for n, c in sizes]
    shares = [UNSURE, TWO, SURE, *(table / table.sum(axis=1, keepdims=True) for table in tables)]
    return [[(SURE,), *((table.astype(dtype),) for table in shares for dtype in ("float32", "float64"))]]


class Decided(NamedTuple):
    """What came back for one batch, as it is and flat; `of` is flat for another."""

    got: Any
    ids: np.ndarray
    of: Callable[[np.ndarray], np.ndarray]

    def wrong_line(self, *batches: np.ndarray) -> dict[str, str] | None:
        """A threshold in the wrong place, shown by the first sample that it gets wrong."""
        for batch in batches:
            ids = self.of(batch)
            if len(ids) == len(batch) and (wrong := ids != largest(batch)).any():
                row, decided = batch[np.argmax(wrong)], ids[np.argmax(wrong)]
                return {"probabilities": kit.show(row.tolist()), "decided": f"{decided:g}"}
        return None


def decided(batch: np.ndarray) -> Callable[[Ask], Decided | None]:
    def look(ask: Ask) -> Decided | None:
        got = ask(batch)
        known = isinstance(got, np.ndarray | list)
        return Decided(got, flat(got), lambda other: flat(ask(other))) if known else None

    return look


# fmt: off
MIDDLE_FIRST = GRID[np.argsort(np.abs(GRID.ravel() - 0.5))]
ONE_COLUMN = Mistakes(
    Mistake("decide.wrong-axis", lambda d: len(d.ids) == 1, count=1, samples=len(GRID)),
    Mistake(None, lambda d: len(d.ids) != len(GRID)),
    Mistake("decide.returns-values", lambda d: np.array_equal(d.ids, GRID.ravel()), example="0.05"),
    Mistake("decide.argmax-of-one-column", lambda d: not d.ids.any()),
    Mistake("decide.reversed", lambda d: np.array_equal(d.ids, 1 - largest(GRID))),
    Mistake(None, lambda d: not np.isin(d.ids, (0, 1)).all() or np.any(np.diff(d.ids) < 0)),
    Mistake("decide.wrong-threshold", lambda d: d.wrong_line(MIDDLE_FIRST, HIGH), "probabilities decided"),
    look=decided(GRID),
)
MANY_COLUMNS = Mistakes(  # first a row for each sample: a yes or no for each class, or a 1 at the largest
    Mistake("decide.wrong-threshold", lambda d: len(d.ids) == SURE.size and np.array_equal(d.of(UNSURE), UNSURE.ravel() > 0.5),
            probabilities=kit.show(SURE[0].tolist()), decided=lambda d: kit.show(np.asarray(d.got[0]).tolist())),
    Mistake("decide.one-hot-rows", lambda d: len(d.ids) == SURE.size and np.array_equal(d.of(UNSURE), np.eye(3)[[2, 1]].ravel())),
    Mistake(None, lambda d: len(d.ids) == SURE.size),
    Mistake("decide.wrong-axis", lambda d: len(d.ids) != len(SURE), count=lambda d: len(d.ids), samples=len(SURE)),
    Mistake("decide.returns-values", lambda d: np.allclose(d.ids, SURE.max(axis=1)), example=lambda d: f"{d.ids[0]:g}"),
    Mistake("decide.off-by-one", lambda d: np.array_equal(d.ids, largest(SURE) + 1)),
    Mistake(None, lambda d: not np.array_equal(d.ids, largest(SURE))),
    Mistake("decide.wrong-threshold", lambda d: d.wrong_line(UNSURE, TWO), "probabilities decided"),
    look=decided(SURE),
)

kit.checks(__name__, {
    "integer": fits("integer", *CLASSES),
    "two-classes": fits("integer", 2),
    "one-hot": fits("one_hot", *CLASSES, 2),
    "multi-hot": fits("multi_hot", *CLASSES, 2),
    "one-column": [column.agrees(diagnose=ONE_COLUMN, examples=40), column.in_all_forms(one_column)],
    "many-columns": [columns.agrees(diagnose=MANY_COLUMNS, examples=40), columns.in_all_forms(several_columns)],
    "class-ids": [
        columns.agrees_on(
            (GRID[1:4],), (SURE,), (GRID[3:4],), (GRID[7:8],), (SURE[:1],), (TWO[:1],), (GRID[:0],), (SURE[:0],), judge=form),
        column.in_all_forms(one_column, judge=form),
        columns.in_all_forms(several_columns, judge=form),
        columns.leaves_alone(forms=[(TWO,), (GRID,), (GRID.astype(np.float32),), (GRID[7:8],), (SURE.astype(np.float64),)]),
    ],
})
