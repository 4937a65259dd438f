"""The checks of `augmenter`: what it returned is called, in its own process, with pictures whose movements can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from tfkata.checks import steps
from tfkata.checks.kit import Candidate, Function, Mistake, Mistakes
from tfkata.curriculum.e27_augmentation.movements import Movement, landmarks, movements

COUNT = 40
"""Of 80 pictures none is mirrored, or every one, but for once in 10²³ seeds."""

MOST_TURN, MOST_WAY = 38.0, 0.17
"""36° and the diagonal of 0.1 and 0.1, zoomed by 1/0.9; both with room for what rounding to whole pixels does."""
ZOOMS = 1 / 1.1 - 0.03, 1 / 0.9 + 0.03
LEAST_TURN, LEAST_ZOOM, LEAST_WAY = 1.2, 0.02, 0.004
"""What a layer with a factor of 0.03 makes, and what rounding to whole pixels alone does not."""

augmenter = Function("augmenter")


def noise(*shape: int) -> np.ndarray:
    """Pictures with every value there is between 0 and 1, the ends among them."""
    values = np.random.default_rng(27).random(shape, np.float32)
    values.reshape(-1)[:: values.size // 7] = 0
    values.reshape(-1)[1 :: values.size // 5] = 1
    return values


PICTURES = landmarks(COUNT)
SOME = noise(4, 24, 32, 3)


@dataclass(frozen=True)
class Look:
    """What became of pictures in two calls in training, and in inference."""

    call: str
    first: Any
    second: Any
    inferred: Any
    predicted: Any

    @cached_property
    def moved(self) -> list[Movement]:
        """The movements that could be read; FORM says what cannot be."""
        parts = [part for part in (self.first, self.second) if _is_like(part, PICTURES)]
        return [found for part in parts for found in movements(part) if found is not None]

    @property
    def readable(self) -> bool:
        return _is_like(self.first, PICTURES) and _is_like(self.second, PICTURES)


def _is_like(value: Any, given: np.ndarray) -> bool:
    return isinstance(value, np.ndarray) and value.shape == given.shape and value.dtype.kind == "f"


def difference(one: Any, other: Any) -> float:
    """The largest difference of two arrays; infinite where they cannot be compared."""
    if not _is_like(one, other):
        return float("inf")
    return float(np.nan_to_num(np.abs(one.astype(np.float64) - other), nan=np.inf).max(initial=0))


LOOK = [
    steps.call(PICTURES, training=True),
    steps.call(PICTURES, training=True),
    steps.call(SOME, training=False),
    steps.predict(SOME),
]


def looks(candidate: Candidate) -> Iterator[Look]:
    """One augmenter, asked once for all checks."""

    def look() -> Look:
        answer = augmenter.ask(candidate, 3, options=steps.option(LOOK), typed="augmenter(3)")
        return Look(answer.call, *steps.done(answer, LOOK, code="augment.not-a-layer").results)

    yield candidate.once("look", look)


@dataclass(frozen=True)
class Form:
    """Pictures of one form, and what became of them."""

    call: str
    given: np.ndarray
    results: list[Any] = field(default_factory=list)

    def other_shape(self) -> dict[str, str] | None:
        odd = [
            part
            for part in self.results
            if not isinstance(part, np.ndarray) or part.shape != self.given.shape
        ]
        if not odd:
            return None
        found = f"of shape {odd[0].shape}" if isinstance(odd[0], np.ndarray) else "no tensor"
        return {"found": found, "wanted": str(self.given.shape)}

    def other_dtype(self) -> dict[str, str] | None:
        odd = [part.dtype.name for part in self.results if part.dtype != np.float32]
        return {"got_dtype": odd[0]} if odd else None

    def out_of_range(self) -> dict[str, str] | None:
        low = min(float(part.min()) for part in self.results)
        high = max(float(part.max()) for part in self.results)
        return None if low >= -1e-4 and high <= 1 + 1e-4 else {"ends": f"from {low:.3g} to {high:.3g}"}


def forms(candidate: Candidate) -> Iterator[Form]:
    """One, three and four channels, high and wide pictures, many and one, each by an augmenter of its own."""
    for shape in ((16, 20, 28, 3), (16, 28, 20, 1), (12, 24, 16, 4), (1, 20, 20, 3)):
        given = noise(*shape)
        todo = [steps.call(given, training=True), steps.call(given, training=True), steps.predict(given)]
        answer = augmenter.ask(candidate, 3, options=steps.option(todo), typed="augmenter(3)")
        done = steps.done(answer, todo, code="augment.not-a-layer")
        yield Form(
            f"augmenter(3)(x, training=True), x a float32 array of shape {shape} in 0..1", given, done.results
        )


# --- how mistakes show


def untouched_in_training(look: Look) -> bool:
    return (
        look.readable and difference(look.first, PICTURES) < 1e-5 and difference(look.second, PICTURES) < 1e-5
    )


def active(look: Look) -> dict[str, str] | None:
    """By how much inference changes a value, and how it was asked for."""
    for what, got in (("`predict`", look.predicted), ("`training=False`", look.inferred)):
        if _is_like(got, SOME) and difference(got, SOME) > 1e-5:
            return {"how": what, "change": f"{difference(got, SOME):.2g}"}
    return None


def apart(one: Movement, other: Movement) -> float:
    """How far two movements take a picture apart, roughly as a part of its side."""
    zooms = abs(one.zooms[0] - other.zooms[0]) + abs(one.zooms[1] - other.zooms[1])
    shifts = np.hypot(one.shift[0] - other.shift[0], one.shift[1] - other.shift[1])
    return abs(one.turn - other.turn) / 90 + zooms + float(shifts) + (one.mirrored != other.mirrored)


def same_for_all(look: Look) -> bool:
    """Every picture of a call was moved alike."""
    found = movements(look.first) if look.readable else []
    known = [movement for movement in found if movement is not None]
    return len(known) > 1 and all(apart(known[0], movement) < 0.004 for movement in known[1:])


def twins(look: Look) -> int:
    """How many pictures of the first call were moved exactly as an earlier one of them."""
    if not look.readable:
        return 0
    return COUNT - len({picture.tobytes() for picture in look.first})


def upside_down(look: Look) -> bool:
    """Turned by about half a circle, and none by about a quarter: then it was a flip."""
    between = any(45 < abs(movement.turn) < 130 for movement in look.moved)
    return any(movement.upside_down for movement in look.moved) and not between


def too_strong(look: Look) -> dict[str, str] | None:
    if not look.moved:
        return None
    turn = max(abs(m.turn) for m in look.moved)
    way = max(m.way for m in look.moved)
    large, small = max(m.zooms[0] for m in look.moved), min(m.zooms[1] for m in look.moved)
    if turn > MOST_TURN:
        return {"found": f"turned by {turn:.0f}°", "limit": "36° (0.1 of a turn)"}
    if not ZOOMS[0] <= small <= large <= ZOOMS[1]:
        size = small if small < ZOOMS[0] else large
        return {"found": f"zoomed to {size:.2f} of its size", "limit": "0.91 to 1.11 of its size"}
    if way > MOST_WAY:
        return {
            "found": f"shifted by {way:.2f} of its side",
            "limit": "0.1 of the height and 0.1 of the width",
        }
    return None


def gone(look: Look) -> bool:
    """Blobs in the middle have left the picture."""
    return look.readable and len(look.moved) < 2 * COUNT


def missing_kind(look: Look) -> dict[str, str] | None:
    """The changes that none of 80 pictures shows."""
    if not look.moved:
        return None
    mirrored = {movement.mirrored for movement in look.moved}
    kinds = {
        "mirrored left to right": len(mirrored) == 2,
        "shifted": any(m.way > LEAST_WAY for m in look.moved),
        "turned": any(abs(m.turn) > LEAST_TURN for m in look.moved),
        "zoomed": any(abs(zoom - 1) > LEAST_ZOOM for m in look.moved for zoom in m.zooms),
    }
    lacking = [kind for kind, shows in kinds.items() if not shows]
    if mirrored == {True}:
        return {
            "missing": "left as it is: every one is mirrored, which is no choice at random",
            "count": str(2 * COUNT),
        }
    return {"missing": " or ".join(lacking), "count": str(2 * COUNT)} if lacking else None


# --- the seed


@dataclass(frozen=True)
class Sequences:
    """What two augmenters made of the same pictures, call after call."""

    call: str
    one: list[Any]
    other: list[Any]
    same_seed: bool

    @property
    def alike(self) -> bool:
        pairs = zip(self.one, self.other, strict=True)
        return all(isinstance(a, np.ndarray) and difference(a, b) < 1e-5 for a, b in pairs)

    @property
    def first_other(self) -> int:
        """The number of the first call, from 1, in which they differ."""
        pairs = enumerate(zip(self.one, self.other, strict=True), start=1)
        return next((n for n, (a, b) in pairs if difference(a, b) >= 1e-5), 0)


SEQUENCE = [steps.call(SOME, training=True)] * 3


def sequences(candidate: Candidate) -> Iterator[Sequences]:
    made = {}
    for name, seed in (
        ("augmenter(5)", 5),
        ("augmenter(5) again", 5),
        ("augmenter(6)", 6),
        ("augmenter()", None),
        ("augmenter(0)", 0),
    ):
        arguments = () if seed is None else (seed,)
        answer = augmenter.ask(
            candidate, *arguments, options=steps.option(SEQUENCE), typed=name.removesuffix(" again")
        )
        made[name] = steps.done(answer, SEQUENCE, code="augment.not-a-layer").results
    yield Sequences("augmenter(5), twice", made["augmenter(5)"], made["augmenter(5) again"], True)
    yield Sequences("augmenter() and augmenter(0)", made["augmenter()"], made["augmenter(0)"], True)
    yield Sequences("augmenter(5) and augmenter(6)", made["augmenter(5)"], made["augmenter(6)"], False)


# fmt: off
INFERENCE = Mistakes(
    Mistake("augment.changes-shape", lambda look: not _is_like(look.inferred, SOME) and {"found": _shape(look.inferred), "wanted": str(SOME.shape)}, "found wanted"),
    Mistake("augment.active-at-inference", active, "how change"),
)
FORM = Mistakes(
    Mistake("augment.changes-shape", Form.other_shape, "found wanted"),
    Mistake("augment.wrong-dtype", Form.other_dtype, "got_dtype"),
    Mistake("augment.leaves-range", Form.out_of_range, "ends"),
)
RANDOM = Mistakes(
    Mistake("augment.never-random", untouched_in_training),
    Mistake("augment.same-for-all", same_for_all, count=COUNT),
    Mistake("augment.same-each-call", lambda look: look.readable and difference(look.first, look.second) < 1e-5),
    Mistake("augment.same-for-some", twins, twins=twins, count=COUNT),
)
CHANGES = Mistakes(
    Mistake("augment.upside-down", upside_down, share=lambda look: f"{np.mean([m.upside_down for m in look.moved]):.0%}"),
    Mistake("augment.too-strong", too_strong, "found limit"),
    Mistake("augment.too-strong", gone, found="moved so far that its middle is no longer in it", limit="0.1 of the height and 0.1 of the width"),
    Mistake("augment.missing-kind", missing_kind, "missing count"),
)
SEEDS = Mistakes(
    Mistake("augment.not-reproducible", lambda s: s.same_seed and not s.alike, "first_other"),
    Mistake("augment.ignores-seed", lambda s: not s.same_seed and s.alike),
)
# fmt: on


def _shape(value: Any) -> str:
    return f"of shape {value.shape}" if isinstance(value, np.ndarray) else "no tensor"
