"""e01_normalize: a pixel becomes its fraction of 255, whatever else is in the batch, and the input stays.

Misconceptions are told apart by what they do to well-chosen batches, not by how they are written: a value that
changes with its neighbours comes from the data, a value that does not is a fixed function of one byte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tfkata.checks import kit
from tfkata.checks.forms import Forms
from tfkata.checks.kit import Ask, Candidate, Function, Mistake, Mistakes, Problem

BYTES = np.arange(256)
RAMP = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
DIM = np.concatenate([RAMP // 3, RAMP // 5])

PROBES = (
    np.concatenate([RAMP, RAMP[:, ::-1, ::-1]]),
    RAMP,
    np.concatenate([RAMP, np.full_like(RAMP, 7)]),
    DIM,
    DIM[:1],
    np.concatenate([RAMP, DIM, np.zeros_like(RAMP)]),
    RAMP % 2,
    np.full_like(RAMP, 200),
    np.zeros_like(RAMP),
)
"""The first holds every byte; the others put the same bytes into other company."""

DIGITS = np.resize(RAMP // 2, (2, 28, 28))
"""In the shape that code written for MNIST can take; dark, for answers that keep the scale of the first batch."""

COLOURED = ((2, 5, 7, 3), (1, 4, 6, 3), (2, 28, 28, 1), (1, 28, 28, 3))
FORMS = Forms(lambda seed: [[(DIGITS[:1],), *((np.resize(RAMP, shape),) for shape in COLOURED)]])


def sizes(seed: int) -> list[list[tuple[np.ndarray]]]:
    """Every byte in batches of other shapes: as the data sets have them, a single image, many of a drawn number."""
    many, side = np.random.default_rng([seed, 1]).integers((70, 9), (300, 40)).tolist()
    shapes: list[tuple[int, ...]] = [
        (3, 28, 28),
        (1, 28, 28),
        (2, 32, 32, 3),
        (1, 28, 28, 1),
        (1, 9, 11, 3),
        (2, 8, 8, 4),
    ]
    shapes += [(many, 3, 5), (many, 2, 2, 3), (1, side, side + 1), (2, side, side, 1)]
    return [[(RAMP,), *((np.resize(RAMP, shape),) for shape in shapes), (np.full_like(RAMP, 255),)]]


SIDE = st.integers(1, 4)
SHAPES = st.tuples(SIDE, SIDE, SIDE) | st.tuples(SIDE, SIDE, SIDE, st.sampled_from([1, 3]))
BATCHES = st.tuples(SHAPES.flatmap(lambda shape: arrays(np.uint8, shape)))


def coloured(batch: np.ndarray) -> np.ndarray:
    """The same bytes as images of two channels."""
    return batch.reshape(len(batch), 16, 8, 2)


def red_green_blue(batch: np.ndarray) -> np.ndarray:
    """Every byte in each of three channels: code written for photographs asks for just that number."""
    return np.stack([batch] * 3, axis=-1)


def reference(images: np.ndarray) -> np.ndarray:
    return (images / np.float64(255)).astype(np.float32)


def fractions(got: Any, want: np.ndarray) -> Problem | None:
    """The values alone: "shape" and "dtype" have checks of their own. float16 cannot be more exact than 1e-3."""
    if not isinstance(got, np.ndarray) or got.size != want.size:
        return kit.array()(got, want)
    if got.shape != want.shape:
        got, want = np.sort(got, axis=None), np.sort(want, axis=None)
    return kit.array(rtol=1e-3 if got.dtype == np.float16 else 1e-6, atol=1e-8)(got, want)


normalize = Function(
    "normalize",
    reference,
    arguments=BATCHES,
    always=[
        (np.array([[[0, 51, 255]]], np.uint8),),
        (np.array([[[1]]], np.uint8),),
        *((probe,) for probe in (*PROBES, *map(coloured, PROBES))),
    ],
    judge=fractions,
)
untouched = normalize.leaves_alone(
    (DIGITS,),
    code="normalize.mutates-input",
    shared=FORMS,
    found="after the call they are no longer what they were",
)


def untouched_or_refused(candidate: Candidate) -> None:
    """First, because writing fractions into bytes spoils the values too: this is the cause, those are the effects.

    NumPy refuses to write them into a copy of the bytes as well: into floats it would not, and then the argument shows it.
    """
    try:
        untouched(candidate)
    except kit.CandidateRaised as raised:
        if "Cannot cast ufunc" in raised.message and writes_into_floats(candidate):
            found = f"here NumPy refused: {raised.message}"
            kit.fail("normalize.mutates-input", call=raised.call, found=found)
        raise


def writes_into_floats(candidate: Candidate) -> bool:
    """Whether the same code changes its argument where nothing keeps it from doing so."""
    try:
        return candidate.mutated("normalize", DIGITS.astype(np.float64))
    except kit.CandidateRaised:
        return False


def shape(candidate: Candidate) -> None:
    shapes = [(2, 28, 28), (1, 28, 28), (3, 5, 7), (1, 1, 1), (2, 28, 28, 1), (2, 4, 6, 3)]
    shapes += [(1, 28, 28, 1), (1, 4, 6, 3), (1, 1, 1, 3), (3, 1, 6, 1), (2, 4, 1, 3)]
    for answer in normalize.ask_each(candidate, [(np.resize(RAMP, wanted),) for wanted in shapes]):
        before, found = answer.arguments[0].shape, ""
        if answer.raised and "reshape" in answer.raised.message:
            found = f"your code stopped with an error: {answer.raised.message}"
        elif kit.array_alone(answer.value) is None and answer.value.shape != before:
            found = f"you returned shape {answer.value.shape}"
        if found:
            answer.fail("normalize.shape-changed", before=str(before), found=found)
        answer.insist(kit.array_alone(answer.value))


class Scaling:
    """What became of each of the 256 bytes in the first of some batches, and of the same bytes in the others."""

    def __init__(self, batches: Sequence[np.ndarray], answers: Sequence[np.ndarray]) -> None:
        self.answers = answers
        self.table = np.zeros(256)
        self.table[batches[0].ravel()] = answers[0]
        self.black, self.white, self.grey = self.table[[0, 255, 100]]
        self.mean, self.deviation = answers[0].mean(), answers[0].std()
        self.falls = bool(np.any(np.diff(self.table) < -1e-6))
        self.moved = next(filter(None, map(self._moved, batches, answers)), None)
        self.centred = self.moved and any(np.any(answer < -0.01) for answer in answers)

    @classmethod
    def of(cls, batches: Sequence[np.ndarray], ask: Ask) -> Scaling | None:
        answers = [ask(batch) for batch in batches]
        good = all(
            isinstance(got, np.ndarray) and got.size == batch.size and got.dtype.kind in "biuf"
            for batch, got in zip(batches, answers, strict=True)
        )
        return cls(batches, [got.ravel().astype(np.float64) for got in answers]) if good else None

    def _moved(self, batch: np.ndarray, got: np.ndarray) -> dict[str, Any] | None:
        """The byte that is furthest from what it became in the first batch, if any is."""
        apart = np.abs(got - self.table[batch.ravel()])
        place = int(np.argmax(np.nan_to_num(apart, nan=-1.0)))
        pixel, image = int(batch.ravel()[place]), batch[place // (batch.size // len(batch))]
        numbers = {"one": self.table[pixel], "other": got[place]}
        return None if np.all(apart < 1e-4) else {"pixel": pixel, "largest": int(image.max()), **numbers}

    def fills_both_sides(self) -> bool:
        """Whether every batch of different bytes was stretched to -1..1."""
        varied = [(a.min(), a.max()) for a in self.answers if np.ptp(a) > 0]
        return bool(varied) and np.allclose(varied, (-1, 1), atol=0.02)

    def first_fall(self) -> dict[str, Any]:
        low = int(np.argmin(np.diff(self.table)))
        return {"low": low, "low_value": self.table[low], "high": low + 1, "high_value": self.table[low + 1]}

    def divided(self) -> dict[str, Any] | None:
        """By which number, if it is one for all bytes, and where that may come from."""
        divisor = float(BYTES @ BYTES / (BYTES @ self.table))
        whence = " (255 × 255: is it done twice?)" if abs(divisor - 255 * 255) < 1 else ""
        if divisor < 255 and abs(divisor - round(divisor)) < 1e-3:
            whence = " (a number that you never wrote was taken from an earlier batch)"
        told = {"divisor": f"{divisor:.6g}{whence}", "white": self.white}
        return told if np.allclose(self.table, BYTES / divisor, rtol=1e-5, atol=1e-8) else None

    def nearly(self) -> dict[str, Any] | None:
        """The byte that came out furthest from its fraction of 255, if all came out near."""
        pixel = int(np.argmax(np.abs(self.table - BYTES / 255)))
        told = {"pixel": pixel, "got": self.table[pixel], "want": pixel / 255}
        return told if np.allclose(self.table, BYTES / 255, atol=0.06) else None


# fmt: off
ROWS = (
    # The same byte becomes another number in another batch.
    Mistake("normalize.symmetric", lambda s: s.centred and s.fills_both_sides(), "black white"),
    Mistake("normalize.standardized", lambda s: s.centred, "mean deviation"),
    Mistake("normalize.divide-by-max", lambda s: s.moved, "pixel largest one other"),
    # A fixed function of one byte.
    Mistake(None, lambda s: np.allclose(s.table, BYTES / 255, rtol=1e-6, atol=1e-8)),
    Mistake("normalize.inverted", lambda s: s.black > s.white and np.all(np.diff(s.table) < 1e-6), "black white"),
    Mistake("normalize.overflow", lambda s: s.falls and (s.black < s.white or s.table.argmax() not in (0, 255)) and s.first_fall(),
            "low low_value high high_value"),
    Mistake(None, lambda s: s.falls),
    Mistake("normalize.symmetric", lambda s: s.black < -0.01 and abs(s.black + s.white) < 0.05 * abs(s.white), "black white"),
    Mistake("normalize.standardized", lambda s: s.black < -0.01, "mean deviation"),
    Mistake("normalize.not-scaled", lambda s: np.allclose(s.table, BYTES, rtol=1e-6)),
    Mistake("normalize.two-values", lambda s: set(s.table) == {0.0, 1.0} and s.table[254] == 1,
            threshold=lambda s: int(s.table.argmax())),
    Mistake("normalize.integer-division", lambda s: np.array_equal(s.table, np.round(s.table)) and s.white <= 1, "grey white"),
    Mistake("normalize.wrong-constant", Scaling.divided, "divisor white"),
    Mistake("normalize.rounded", Scaling.nearly, "pixel got want"),
)
# fmt: on


def scaling(kind: Callable[[np.ndarray], np.ndarray]) -> Mistakes:
    return Mistakes(*ROWS, look=partial(Scaling.of, [kind(probe) for probe in PROBES]))


# What goes wrong with grey batches, else with coloured ones; what goes wrong with none of them has no name.
SCALING = scaling(np.asarray) | scaling(coloured) | scaling(red_green_blue)

kit.checks(
    __name__,
    {
        "untouched": untouched_or_refused,
        "shape": shape,
        "range": [normalize.agrees(diagnose=SCALING, examples=40), normalize.in_all_forms(sizes)],
        "dtype": normalize.returns_dtype(
            (DIGITS,),
            (coloured(RAMP),),
            dtype="float32",
            code="normalize.wrong-dtype",
            forms=FORMS,
        ),
        "empty": [
            normalize.no_samples(lambda n: (np.zeros((n, 28, 28), np.uint8),)),
            normalize.no_samples(lambda n: (np.zeros((n, 4, 6, 3), np.uint8),)),
        ],
    },
)
