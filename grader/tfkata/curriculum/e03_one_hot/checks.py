"""e03_one_hot: labels become rows and rows become labels, with the number of classes given and nothing guessed from the data."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, check, fail
from tfkata.checks.questions import array_alone, called, empty_batch, insist, tried

Ask = Callable[..., Any]
Diagnosis = tuple[str, dict[str, Any]]
CLASSES = 5
"""Probes use another number of labels than of classes, so that a transposed answer shows."""

PROBABILITIES = np.array([[0.1, 0.2, 0.65, 0.05], [0.3, 0.2, 0.1, 0.4], [0.15, 0.6, 0.15, 0.1]], np.float32)
HOT = np.eye(4, dtype=np.float32)[[3, 0, 2]]
TIES = np.array([[0.5, 0.5, 0.0], [0.25, 0.375, 0.375], [1 / 3, 1 / 3, 1 / 3]], np.float32)


def one_hot(labels: np.ndarray, num_classes: int) -> np.ndarray:
    return np.asarray(labels[:, None] == np.arange(num_classes), np.float32)


def decode(encoded: np.ndarray) -> np.ndarray:
    return np.asarray(encoded.argmax(axis=1), np.int64)


@check("encode")
def encode_(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "one_hot",
        arguments=labels_and_classes(),
        always=[
            (_labels(2, 0, 1), 4),
            (_labels(1, 1), CLASSES),
            (_labels(4, 0, 3, 3, 2, 1, 0), CLASSES),
            (np.array([7, 2], np.uint8), 10),
        ],
        expected=one_hot,
        judge=kit.array(rtol=1e-6),
        diagnose=diagnose_rows,
        examples=40,
    )


@check("encode-dtype")
def encode_dtype(candidate: Candidate) -> None:
    _dtype(candidate, "one_hot", (_labels(2, 1, 2), 4), "float32", "one-hot.wrong-dtype")


@check("out-of-range")
def out_of_range(candidate: Candidate) -> None:
    """Silence first: an answer that accepts -1 and stumbles over 3 has the worse mistake in the -1.

    Who raises at every label has looked at none.
    """
    outside = [(-1, 3), (3, 3), (-3, 3), (-4, 3), (17, 4)]
    calls = [(_labels(0, label, 1), classes) for label, classes in outside] + [(np.array([255], np.uint8), 3)]
    answers = candidate.calls("one_hot", calls)
    for (label, classes), call, got in zip([*outside, (255, 3)], calls, answers, strict=True):
        if not isinstance(got, CandidateRaised):
            shown = {"call": kit.show_call("one_hot", call), "returned": got, "expected": "a ValueError"}
            if isinstance(got, kit.Foreign) and "Error" in got.type_name + got.text:
                fail("one-hot.error-not-raised", **shown, label=label)
            fail("one-hot.silent-wraparound", **shown, classes=classes, **_accepted(label, classes))
    for call, got in zip(calls, answers, strict=True):
        if not got.is_a("ValueError"):
            shown = {"call": kit.show_call("one_hot", call), "returned": str(got), "expected": "a ValueError"}
            fail("one-hot.wrong-exception", **shown, exception=got.type_name)
    inside = [(_labels(0, 1), 3), (_labels(1, 1, 0, 1), 2), (_labels(0, 1, 2), 3)]
    refused = candidate.calls("one_hot", inside)
    if all(isinstance(got, CandidateRaised) for got in refused):
        refused[0].call = kit.show_call("one_hot", inside[0])
        raise refused[0]


def _accepted(label: int, classes: int) -> dict[str, Any]:
    """Labels above come after -1, which was refused then: whoever accepts one of them does look at the labels."""
    silent = "NumPy takes −1 for the last class, tf.one_hot makes a row of zeros, and neither complains."
    guarded = (
        "Labels below 0 you do refuse, so look at the other end: is it > or >=, and against which number?"
    )
    return {"label": label, "last": classes - 1, "where": silent if label < 0 else guarded}


@check("decode")
def decode_(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "decode",
        arguments=rows(),
        always=[(one_hot(_labels(2, 0, 1, 2), 3),), (PROBABILITIES,), (np.eye(3)[[1, 2, 0]],)],
        expected=decode,
        judge=kit.array(),
        diagnose=diagnose_classes,
        examples=40,
    )


@check("ties")
def ties(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "decode",
        arguments=None,
        always=[(TIES,), (TIES[:, ::-1].copy(),)],
        expected=decode,
        judge=kit.array(),
        diagnose=lambda ask: diagnose_classes(ask) or _tie(ask),
    )


@check("decode-dtype")
def decode_dtype(candidate: Candidate) -> None:
    for encoded in (PROBABILITIES, np.eye(3)):
        _dtype(candidate, "decode", (encoded,), "int64", "decode.wrong-dtype")


@check("empty")
def empty(candidate: Candidate) -> None:
    empty_batch(candidate, "one_hot", lambda n: (np.arange(n) % 3, 3))
    empty_batch(candidate, "decode", lambda n: (np.eye(3, dtype=np.float32)[np.arange(n) % 3],))


@check("untouched")
def untouched(candidate: Candidate) -> None:
    for function, arguments in (("one_hot", (_labels(2, 0, 1), 3)), ("decode", (PROBABILITIES,))):
        if candidate.mutated(function, *arguments):
            fail("one-hot.mutates-input", call=kit.show_call(function, arguments), function=function)


@cache
def labels_and_classes() -> Any:
    """1 to 6 classes, 1 to 6 labels of them in any integer dtype."""
    from hypothesis import strategies as st

    def labels(classes: int) -> Any:
        dtypes = st.sampled_from([np.int64, np.int32, np.uint8])
        some = st.lists(st.integers(0, classes - 1), min_size=1, max_size=6)
        return st.tuples(st.builds(np.array, some, dtypes), st.just(classes))

    return st.integers(1, 6).flatmap(labels)


@cache
def rows() -> Any:
    """Probability rows without ties: shuffled multiples of one fraction."""
    from hypothesis import strategies as st

    def table(size: tuple[int, int]) -> Any:
        row = st.permutations([2.0 * place / (size[1] * (size[1] + 1)) for place in range(1, size[1] + 1)])
        rows = st.lists(row, min_size=size[0], max_size=size[0])
        return st.tuples(st.builds(np.array, rows, st.sampled_from([np.float32, np.float64])))

    return st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(table)


def diagnose_rows(ask: Ask) -> Diagnosis | None:
    """Form first, then the number of columns, then which column."""
    got = _tried(ask, (0, 1, 2))
    if got is not None:
        named = _form(got)
        if named is not None:
            return named
    return _columns(ask) or _places(ask) or _single(ask) or _values(ask)


def _single(ask: Ask) -> Diagnosis | None:
    """One label, and an axis is gone: found only where several labels come out right."""
    got, several = _tried(ask, (2,)), _tried(ask, (2, 0))
    if got is None or several is None or several.shape != (2, CLASSES) or got.shape != (CLASSES,):
        return None
    shapes = {"shape": str(got.shape), "wanted": f"(1, {CLASSES})"}
    return "one-hot.squeezed", {"function": "one_hot", "what": "single label", **shapes}


def _values(ask: Ask) -> Diagnosis | None:
    """The largest number of each row stands in the right place, and is no 1, or has company."""
    got = _tried(ask, range(CLASSES))
    if got is None or got.shape != (CLASSES, CLASSES) or np.any(got.argmax(axis=1) != np.arange(CLASSES)):
        return None
    other = [label for label in range(CLASSES) if not np.allclose(got[label], np.eye(CLASSES)[label])]
    if not other:
        return None
    return "one-hot.not-ones", {"label": other[-1], "row": kit.show(np.round(got[other[-1]], 4).tolist())}


def _form(got: np.ndarray) -> Diagnosis | None:
    shape = {"shape": str(got.shape), "wanted": f"(3, {CLASSES})"}
    if got.shape == (CLASSES, 3):
        return "one-hot.transposed", shape
    if got.ndim > 2 and got.size == 3 * CLASSES:
        return "one-hot.extra-axis", shape
    if got.ndim > 2 or (got.ndim == 2 and (len(got) in (9, 15) or got.shape == (3, CLASSES**2))):
        return "one-hot.double-encoded", shape
    return None


def _columns(ask: Ask) -> Diagnosis | None:
    """How many columns come back, with the same number of classes and with another one?"""
    more = CLASSES + 2
    asked = [((0, 1), CLASSES), ((0, 1, 2), CLASSES), ((0, 0), CLASSES), ((1, 2), CLASSES), ((0, 1, 2), more)]
    answers = [(labels, k, _tried(ask, labels, k)) for labels, k in asked]
    widths = [(labels, k, got.shape[1]) for labels, k, got in answers if got is not None and got.ndim == 2]
    surplus = {width - k for _, k, width in widths}
    if surplus <= {0}:
        pair = _tried(ask, (0, 1, 1), 2)
        return ("one-hot.binary-column", {}) if pair is not None and pair.shape in ((3, 1), (3,)) else None
    if surplus in ({1}, {-1}):
        return "one-hot.off-by-one", {"found": f"there are {widths[0][2]} columns for {CLASSES} classes"}
    if len({width for _, _, width in widths}) == 1:
        return "one-hot.ignores-num-classes", {"width": widths[0][2], "classes": widths[0][1]}
    labels, k, width = next(found for found in widths if found[2] != found[1])
    found = f"one_hot(np.array({list(labels)}), {k}) has {width} column{'s' * (width != 1)}"
    return "one-hot.classes-from-data", {"found": found}


def _places(ask: Ask) -> Diagnosis | None:
    """In which column does each class have its 1, and does that depend on the other labels?"""
    served = [c for c in range(CLASSES) if _tried(ask, (c,)) is not None]
    refused = [c for c in range(CLASSES) if c not in served]
    if len(served) < 3:
        together = _tried(ask, range(CLASSES))
        return ("one-hot.refuses-valid-label", _refused(refused[0])) if together is not None else None
    together = _tried(ask, served)
    if together is None or together.shape != (len(served), CLASSES):
        return None
    places = dict(zip(served, together.argmax(axis=1).tolist(), strict=True))
    for c, other in ((3, 1), (1, 3), (4, 2), (2, 2)):
        pair = _tried(ask, (c, other))
        if (
            pair is not None
            and pair.shape == (2, CLASSES)
            and pair[0].argmax() != places.get(c, pair[0].argmax())
        ):
            columns = f"column {places[c]} among all classes, in column {pair[0].argmax()} among fewer"
            return "one-hot.classes-from-data", {"found": f"label {c} has its 1 in {columns}"}
    for step in (-1, 1):
        if all(places[c] == c + step for c in served if 0 <= c + step < CLASSES):
            found = f"label 2 has its 1 in column {2 + step} instead of column 2"
            return "one-hot.off-by-one", {"found": found}
    return ("one-hot.refuses-valid-label", _refused(refused[0])) if refused else None


def _refused(label: int) -> dict[str, Any]:
    return {"label": label, "classes": CLASSES, "last": CLASSES - 1}


def diagnose_classes(ask: Ask) -> Diagnosis | None:
    """Does it look along rows, for the place or for the number, and only for a 1?"""
    got, of_hot, want = _numbers(ask, PROBABILITIES), _numbers(ask, HOT), decode(PROBABILITIES)
    if got is not None and got.shape in ((4,), ()):
        return "decode.wrong-axis", {"count": "a single number" if got.ndim == 0 else "4 numbers"}
    if got is not None and got.shape == (3, 1) and np.array_equal(got[:, 0], want):
        return "decode.extra-axis", {"shape": str(got.shape), "wanted": "(3,)"}
    of_one_row = _numbers(ask, PROBABILITIES[:1])
    if got is not None and np.array_equal(got, want) and of_one_row is not None and of_one_row.ndim == 0:
        shapes = {"shape": "()", "wanted": "(1,)"}
        return "one-hot.squeezed", {"function": "decode", "what": "table of a single row", **shapes}
    if got is not None and got.size and of_hot is not None and of_hot.shape == (3,) and np.all(of_hot == 1):
        return "decode.returns-values", {"value": f"{got.ravel()[0]:.3g}", "column": int(want[0])}
    if got is not None and got.shape == (3,) and (np.all(got == want + 1) or np.all(got == want - 1)):
        return "decode.off-by-one", {"got": int(got[0]), "column": int(want[0])}
    good_at_hot = of_hot is not None and np.array_equal(of_hot, decode(HOT))
    if good_at_hot and (got is None or not np.array_equal(got, want)):
        return "decode.only-one-hot", {}
    return None


def _tie(ask: Ask) -> Diagnosis | None:
    """A largest number was found, but not the first of them, or all; where there is only one, that one was found."""
    if not np.array_equal(tried(ask, PROBABILITIES), decode(PROBABILITIES)):
        return None
    for table in (TIES, TIES[:, ::-1].copy()):
        got, want = tried(ask, table), decode(table)
        if isinstance(got, np.ndarray) and got.ndim == 1 and len(got) > len(table):
            return "decode.several-per-row", {"rows": len(table), "count": len(got)}
        if not isinstance(got, np.ndarray) or got.shape != want.shape or not np.isin(got, range(3)).all():
            return None
        chosen = table[np.arange(len(table)), got.astype(int)]
        late = np.flatnonzero(got != want)
        if late.size and np.array_equal(chosen, table.max(axis=1)):
            row = kit.show(np.round(table[late[0]], 3).tolist())
            return "decode.last-of-ties", {"row": row, "got": int(got[late[0]]), "first": int(want[late[0]])}
    return None


def _tried(ask: Ask, labels: Any, classes: int = CLASSES) -> np.ndarray | None:
    got = tried(ask, _labels(*labels), classes)
    return got if isinstance(got, np.ndarray) and got.ndim >= 1 and got.dtype.kind in "biuf" else None


def _numbers(ask: Ask, encoded: np.ndarray) -> np.ndarray | None:
    got = tried(ask, encoded)
    return np.asarray(got, np.float64) if isinstance(got, np.ndarray | np.number | int | float) else None


def _dtype(candidate: Candidate, function: str, arguments: tuple[Any, ...], wanted: str, code: str) -> None:
    got = called(candidate, function, *arguments)
    insist(array_alone(got, wanted, code), call=kit.show_call(function, arguments), returned=got)


def _labels(*labels: int) -> np.ndarray:
    return np.array(labels, np.int64)
