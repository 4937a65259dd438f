"""e03_one_hot: labels become rows and rows become labels, with the number of classes given and nothing guessed from the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.kit import Ask, Candidate, Function, Mistake, Mistakes

CLASSES = 5
"""Probes use another number of labels than of classes, so that a transposed answer shows."""

TABLE = np.array([[0.1, 0.2, 0.65, 0.05], [0.3, 0.2, 0.1, 0.4], [0.15, 0.6, 0.15, 0.1]], np.float32)
HOT = np.eye(4, dtype=np.float32)[[3, 0, 2]]
TIES = np.array([[0.5, 0.5, 0.0], [0.25, 0.375, 0.375], [1 / 3, 1 / 3, 1 / 3]], np.float32)
BACKWARDS = TIES[:, ::-1].copy()
TABLES = [
    (HOT,),
    (HOT.astype(np.float64),),
    (TABLE.astype(np.float64),),
    (TABLE[:1],),
    (HOT[:1],),
    (TIES,),
    (BACKWARDS,),
]


def labels(*given: int) -> np.ndarray:
    return np.array(given, np.int64)


LABELS = [
    *((np.array([2, 0, 1], dtype), 3) for dtype in (np.int32, np.uint8)),
    *((labels(*given), 3) for given in ((1,), (-1, 0), (0, 3), (2, 2, 2))),
]
"""Every integer dtype, a single label, labels that are to be refused."""


def encoded(given: np.ndarray, classes: int) -> np.ndarray:
    return np.asarray(given[:, None] == np.arange(classes), np.float32)


def decoded(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows.argmax(axis=1), np.int64)


def labels_of(classes: int) -> Any:
    some = st.lists(st.integers(0, classes - 1), min_size=1, max_size=6)
    return st.tuples(
        st.builds(np.array, some, st.sampled_from([np.int64, np.int32, np.uint8])), st.just(classes)
    )


def rows_of(size: tuple[int, int]) -> Any:
    """Probability rows without ties: shuffled multiples of one fraction."""
    row = st.permutations([2.0 * place / (size[1] * (size[1] + 1)) for place in range(1, size[1] + 1)])
    rows = st.lists(row, min_size=size[0], max_size=size[0])
    return st.tuples(st.builds(np.array, rows, st.sampled_from([np.float32, np.float64])))


one_hot = Function(
    "one_hot",
    encoded,
    arguments=st.integers(1, 6).flatmap(labels_of),
    always=[
        (labels(2, 0, 1), 4),
        (labels(1, 1), CLASSES),
        (labels(4, 0, 3, 3, 2, 1, 0), CLASSES),
        (np.array([7, 2], np.uint8), 10),
    ],
    judge=kit.array(rtol=1e-6),
)
decode = Function(
    "decode",
    decoded,
    arguments=st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(rows_of),
    always=[(encoded(labels(2, 0, 1, 2), 3),), (TABLE,), (np.eye(3)[[1, 2, 0]],)],
)


def labels_in_all_forms(seed: int) -> list[list[tuple[np.ndarray, int]]]:
    """Few and many labels and classes, as many of one as of the other, in the dtypes that labels usually have."""
    random = np.random.default_rng([seed, 3])
    many, more = (int(random.integers(*ends)) for ends in ((70, 120), (130, 400)))
    asked: list[tuple[np.ndarray, int]] = [
        (labels(2, 0, 1), 3),
        (labels(1), 3),
        (labels(0), 1),
        (labels(2, 2), 12),
    ]
    asked += [(random.integers(0, k, n), k) for n, k in ((5, many), (many, 4), (many, many), (9, more))]
    dtypes = ("int32", "int64", "uint8")
    fitting = [(given, k, dtype) for given, k in asked for dtype in dtypes if k <= 120 or dtype != "uint8"]
    return [[(labels(2, 0, 1), 4), *((given.astype(dtype), k) for given, k, dtype in fitting)]]


def rows_in_all_forms(seed: int) -> list[list[tuple[np.ndarray]]]:
    """Few and many rows and columns, as many of one as of the other, in both dtypes; whole numbers need not be taken."""
    random = np.random.default_rng([seed, 4])
    many = int(random.integers(70, 300))
    tables = [
        random.permuted(np.tile(np.arange(k) + 1.0, (n, 1)), axis=1)
        for n, k in ((many, 3), (2, many), (11, 11), (1, 12))
    ]
    shares = [table / table.sum(axis=1, keepdims=True) for table in tables]
    return [
        [
            (TABLE,),
            *(
                (table.astype(dtype),)
                for table in (*shares, HOT, np.eye(12))
                for dtype in ("float32", "float64")
            ),
        ]
    ]


def ties_in_all_forms(seed: int) -> list[list[tuple[np.ndarray]]]:
    wide = np.zeros((3, int(np.random.default_rng([seed, 5]).integers(12, 60))))
    wide[:, [4, 6, 7, 11]] = 0.25
    forms: list[np.ndarray] = [
        TIES[:1],
        BACKWARDS[:1],
        TIES[2:],
        np.tile(BACKWARDS, (30, 1)),
        wide,
        wide[:1],
        np.full((2, 10), 0.1),
    ]
    return [[(TIES,), *((form.astype(dtype),) for form in forms for dtype in ("float32", "float64"))]]


def out_of_range(candidate: Candidate) -> None:
    """Silence first: an answer that accepts -1 and stumbles over 3 has the worse mistake in the -1.

    Labels that are too large come after -1, which was rejected by then: an answer that accepts one of them does look at
    the labels. An answer that raises for every label has looked at none.
    """
    outside = [(-1, 3), (3, 3), (-3, 3), (-4, 3), (17, 4)]
    calls = [(labels(0, label, 1), classes) for label, classes in outside] + [(np.array([255], np.uint8), 3)]
    told_of = [*outside, (255, 3)]
    far = int(np.random.default_rng([candidate.seed, 6]).integers(20, 100))
    for label, classes in ((-1, 3), (3, 3), (far, 12), (-far, 12)):
        calls += [(np.array(given, np.int32), classes) for given in ((0, 1, label), (label, 0), (label,))]
        calls += [(labels(label), classes)]
        told_of += [(label, classes)] * 4
    answers = one_hot.ask_each(candidate, calls)
    for answer, (label, classes) in zip(answers, told_of, strict=True):
        if isinstance(answer.got, kit.Foreign) and "Error" in answer.got.type_name + answer.got.text:
            answer.fail("one-hot.error-not-raised", expected="a ValueError", label=label)
        if not answer.raised:
            told = {"label": label, "classes": classes, "last": classes - 1}
            where = SILENT if label < 0 else GUARDED
            answer.fail("one-hot.silent-wraparound", expected="a ValueError", where=where, **told)
    for answer in answers:
        if answer.raised and not answer.raised.is_a("ValueError"):
            if "must derive from BaseException" in answer.raised.message:
                raise answer.raised  # it meant to raise, and that it does so wrongly is another story
            name = answer.raised.type_name
            answer.fail("one-hot.wrong-exception", expected="a ValueError", exception=name)
    inside = one_hot.ask_each(candidate, [(labels(0, 1), 3), (labels(1, 1, 0, 1), 2), (labels(0, 1, 2), 3)])
    if inside[0].raised and all(answer.raised for answer in inside):
        raise inside[0].raised


SILENT = "NumPy treats −1 as the last class, `tf.one_hot` makes a row of zeros, and neither complains."
GUARDED = "You do reject labels below 0, so look at the other end: do you compare with > or >=, and with which number?"


# --- what is wrong with the rows of one_hot


@dataclass(frozen=True)
class Rows:
    """`of(label, …, classes=…)` is the rows of these labels, or None where it raises or returns something else."""

    ask: Ask

    def __call__(self, *given: int, classes: int = CLASSES) -> Any:
        got = kit.tried(self.ask, labels(*given), classes)
        return got if isinstance(got, np.ndarray) and got.ndim >= 1 and got.dtype.kind in "biuf" else None

    def refuses(self, label: int) -> bool:
        """Whether a line of its own rejects a label: code that breaks while it works on one rejects nothing."""
        got = kit.tried(self.ask, labels(label), CLASSES)
        return isinstance(got, kit.CandidateRaised) and got.at.expression.startswith(("raise ", "assert "))


def widths(ask: Ask) -> list[tuple[tuple[int, ...], int, int]] | None:
    """(labels, classes, columns) of some calls; None where there are as many columns as classes in each."""
    of, more = Rows(ask), CLASSES + 2
    asked = [((0, 1), CLASSES), ((0, 1, 2), CLASSES), ((0, 0), CLASSES), ((1, 2), CLASSES), ((0, 1, 2), more)]
    answers = [(given, classes, of(*given, classes=classes)) for given, classes in asked]
    found = [(given, k, got.shape[1]) for given, k, got in answers if np.ndim(got) == 2]
    return found if any(width != classes for _, classes, width in found) else None


def wrong_width(found: list[tuple[tuple[int, ...], int, int]]) -> str:
    given, classes, width = next(one for one in found if one[1] != one[2])
    return f"one_hot(np.array({list(given)}), {classes}) has {width} column{'s' * (width != 1)}"


def served(of: Rows) -> list[int]:
    return [label for label in range(CLASSES) if of(label) is not None]


def refused(of: Rows) -> list[int]:
    return [label for label in range(CLASSES) if of.refuses(label)]


def moved(of: Rows) -> dict[str, str] | None:
    """A label whose 1 is in another column when it comes with fewer labels."""
    places = dict(zip(served(of), of(*served(of)).argmax(axis=1).tolist(), strict=True))
    for label, other in ((3, 1), (1, 3), (4, 2), (2, 2)):
        pair = of(label, other)
        if label in places and np.shape(pair) == (2, CLASSES) and pair[0].argmax() != places[label]:
            columns = f"column {places[label]} among all classes, in column {pair[0].argmax()} among fewer"
            return {"found": f"label {label} has its 1 in {columns}"}
    return None


def shifted(of: Rows) -> dict[str, str] | None:
    together = zip(served(of), of(*served(of)).argmax(axis=1), strict=True)
    steps = {int(place) - label for label, place in together if 0 < label < CLASSES - 1}
    known = steps.pop() if len(steps) == 1 else 0
    return (
        {"found": f"label 2 has its 1 in column {2 + known} instead of column 2"} if abs(known) == 1 else None
    )


def other_numbers(of: Rows) -> dict[str, Any] | None:
    """The largest number of each row stands in the right place, and is no 1, or has company."""
    got, right = of(*range(CLASSES)), np.eye(CLASSES)
    if np.shape(got) != right.shape or np.any(got.argmax(axis=1) != np.arange(CLASSES)):
        return None
    other = [label for label in range(CLASSES) if not np.allclose(got[label], right[label])]
    return {"label": other[-1], "row": kit.show(np.round(got[other[-1]], 4).tolist())} if other else None


# fmt: off
SHAPES: dict[str, Any] = {"shape": lambda got: str(got.shape), "wanted": f"(3, {CLASSES})"}
REFUSED: dict[str, Any] = {"label": lambda of: refused(of)[0], "classes": CLASSES, "last": CLASSES - 1}
ENCODED = Mistakes(
    Mistake("one-hot.transposed", lambda got: got.shape == (CLASSES, 3), **SHAPES),
    Mistake("one-hot.extra-axis", lambda got: got.ndim > 2 and got.size == 3 * CLASSES, **SHAPES),
    Mistake("one-hot.double-encoded",
            lambda got: got.ndim > 2 or (got.ndim == 2 and (len(got) in (9, 15) or got.shape == (3, CLASSES**2))), **SHAPES),
    look=lambda ask: Rows(ask)(0, 1, 2),
) | Mistakes(
    Mistake("one-hot.off-by-one", lambda found: {width - k for _, k, width in found} in ({1}, {-1}),
            found=lambda found: f"there are {found[0][2]} columns for {CLASSES} classes"),
    Mistake("one-hot.ignores-num-classes", lambda found: len({width for *_, width in found}) == 1,
            width=lambda found: found[0][2], classes=lambda found: found[0][1]),
    Mistake("one-hot.classes-from-data", lambda found: True, found=wrong_width),
    look=widths,
) | Mistakes(
    Mistake("one-hot.binary-column", lambda of: np.shape(of(0, 1, 1, classes=2)) in ((3, 1), (3,))),
    Mistake("one-hot.refuses-valid-label", lambda of: len(served(of)) < 3 and refused(of) and of(*range(CLASSES)) is not None, **REFUSED),
    Mistake(None, lambda of: np.shape(of(*served(of))) != (len(served(of)), CLASSES) or len(served(of)) < 3),
    Mistake("one-hot.classes-from-data", moved, "found"),
    Mistake("one-hot.off-by-one", shifted, "found"),
    Mistake("one-hot.refuses-valid-label", refused, **REFUSED),
    look=Rows,
) | Mistakes(
    Mistake("one-hot.squeezed", lambda of: np.shape(of(2)) == (CLASSES,) and np.shape(of(2, 0)) == (2, CLASSES),
            function="one_hot", what="single label", shape=f"({CLASSES},)", wanted=f"(1, {CLASSES})"),
    Mistake("one-hot.not-ones", other_numbers, "label row"),
    look=Rows,
)
# fmt: on


# --- what is wrong with the labels of decode

RIGHT = decoded(TABLE)


Numbers = Callable[..., Any]


def numbers(ask: Ask) -> Numbers:
    """`of(table)` is its labels as float64, or None where it raises or returns something else."""

    def of(table: np.ndarray) -> np.ndarray | None:
        got = kit.tried(ask, table)
        return np.asarray(got, np.float64) if isinstance(got, np.ndarray | np.number | int | float) else None

    return of


def several(of: Numbers) -> dict[str, int] | None:
    counts = [len(got) for got in (of(TIES), of(BACKWARDS)) if np.ndim(got) == 1 and len(got) > len(TIES)]
    return {"rows": len(TIES), "count": counts[0]} if counts else None


def late(of: Numbers) -> dict[str, Any] | None:
    """A row in which a later one of the largest was chosen, where a largest was chosen in all."""
    for table in (TIES, BACKWARDS):
        got, want = of(table), decoded(table)
        if np.shape(got) != want.shape or not np.isin(got, range(3)).all():
            return None
        wrong, chosen = np.flatnonzero(got != want), table[np.arange(len(table)), got.astype(int)]
        if wrong.size and np.array_equal(chosen, table.max(axis=1)):
            row = kit.show(np.round(table[wrong[0]], 3).tolist())
            return {"row": row, "got": int(got[wrong[0]]), "first": int(want[wrong[0]])}
    return None


# fmt: off
DECODED = Mistakes(
    Mistake("decode.wrong-axis", lambda of: of(TABLE) is not None and of(TABLE).shape in ((4,), ()),
            count=lambda of: "4 numbers" if of(TABLE).shape else "a single number"),
    Mistake("decode.extra-axis", lambda of: np.array_equal(of(TABLE), RIGHT[:, None]), shape="(3, 1)", wanted="(3,)"),
    Mistake("one-hot.squeezed",
            lambda of: np.array_equal(of(TABLE), RIGHT) and of(TABLE[:1]) is not None and np.ndim(of(TABLE[:1])) == 0,
            function="decode", what="table of a single row", shape="()", wanted="(1,)"),
    Mistake("decode.returns-values", lambda of: of(TABLE) is not None and of(TABLE).size and np.array_equal(of(HOT), np.ones(3)),
            value=lambda of: f"{of(TABLE).ravel()[0]:.3g}", column=int(RIGHT[0])),
    Mistake("decode.off-by-one", lambda of: any(np.array_equal(of(TABLE), RIGHT + step) for step in (1, -1)),
            got=lambda of: int(of(TABLE)[0]), column=int(RIGHT[0])),
    Mistake("decode.only-one-hot", lambda of: np.array_equal(of(HOT), decoded(HOT)) and not np.array_equal(of(TABLE), RIGHT)),
    look=numbers,
)
TIED = Mistakes(
    Mistake(None, lambda of: not np.array_equal(of(TABLE), RIGHT)),
    Mistake("decode.several-per-row", several, "rows count"),
    Mistake("decode.last-of-ties", late, "row got first"),
    look=numbers,
)

kit.checks(__name__, {
    "encode": [one_hot.agrees(diagnose=ENCODED, examples=40), one_hot.in_all_forms(labels_in_all_forms)],
    "encode-dtype": one_hot.returns_dtype((labels(2, 1, 2), 4), (labels(1), 3), (np.array([2, 0], np.uint8), 4), dtype="float32", code="one-hot.wrong-dtype"),
    "out-of-range": out_of_range,
    "decode": [decode.agrees(diagnose=DECODED, examples=40), decode.in_all_forms(rows_in_all_forms)],
    "ties": [decode.agrees_on((TIES,), (BACKWARDS,), diagnose=DECODED | TIED), decode.in_all_forms(ties_in_all_forms)],
    "decode-dtype": decode.returns_dtype((TABLE,), (np.eye(3),), (TABLE[:1],), (TABLE.astype(np.float64),), dtype="int64", code="decode.wrong-dtype"),
    "empty": [
        one_hot.no_samples(lambda n: (np.arange(n) % 3, 3)),
        decode.no_samples(lambda n: (np.eye(3, dtype=np.float32)[np.arange(n) % 3],)),
    ],
    "untouched": [
        one_hot.leaves_alone((labels(2, 0, 1), 3), code="one-hot.mutates-input", forms=LABELS),
        decode.leaves_alone((TABLE,), code="one-hot.mutates-input", forms=TABLES),
    ],
})
