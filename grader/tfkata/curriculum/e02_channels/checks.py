"""e02_channels: axes of length 1 are put in the right place, and no pixel moves.

Shapes and values are judged apart: a pixel in the wrong place costs the values, a wrong shape the shape.
Every probe has sides of different lengths, so that a confused order of axes shows in the shape.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.forms import Forms
from tfkata.checks.kit import Ask, CandidateRaised, Function, Mistake, Mistakes, Problem

KEPT = 0.3


def numbered(*shape: int) -> np.ndarray:
    """An array of that shape with a different number in each place."""
    return np.arange(np.prod(shape), dtype=np.float32).reshape(shape)


GREY_BATCH, GREY, COLOUR = numbered(3, 5, 7), numbered(9, 8), numbered(7, 5, 3)
DIGITS, DIGIT, COLOUR_DIGIT = numbered(2, 28, 28), numbered(28, 28), numbered(28, 28, 1)

add_channel = Function("add_channel", lambda images: images[:, :, :, None])
as_batch = Function("as_batch", lambda image: image[None, :, :, None] if image.ndim == 2 else image[None])
DTYPES = ("uint8", "float32", "float64", "int32")


# --- judges


def shape_alone(got: Any, want: np.ndarray) -> Problem | None:
    return kit.array()(np.zeros(got.shape) if isinstance(got, np.ndarray) else got, np.zeros(want.shape))


def not_left_as_it_was(got: Any, want: np.ndarray) -> Problem | None:
    """Fails what comes back in the shape that was given, the wanted one without its axes of length 1."""
    left = isinstance(got, np.ndarray) and got.shape == np.squeeze(want).shape != want.shape
    return kit.array()(got, want) if left else None


def places(function: str) -> kit.Judge:
    """In the right shape each number must be in its place; in another shape it is enough that none is new.

    And that many are left, one channel of three at least. What was left as it was moves no pixel and earns nothing.
    """

    def judge(got: Any, want: np.ndarray) -> Problem | None:
        def differ(code: str, found: str) -> Problem:
            return Problem("the values differ", code, {"function": function, "found": found})

        if not isinstance(got, np.ndarray) or got.dtype.kind not in "biuf":
            return kit.array()(got, want) or Problem("returned an array that does not hold numbers")
        if got.shape != want.shape:
            strange = got[~np.isin(got, want)]
            if (left := not_left_as_it_was(got, want)) is not None:
                return left
            if strange.size:
                found = f"there is {strange[0]:g}, which was not in the array you were given"
                return differ("channels.values-changed", found)
            few = np.isin(want, got).mean() < KEPT
            lost = f"the result has {got.size} values, but most of the {want.size} given values are not among them"
            return Problem(lost) if few else None
        if np.array_equal(got, want):
            return None
        moved = np.array_equal(np.sort(got, axis=None), np.sort(want, axis=None))
        place = tuple(np.argwhere(got != want)[0].tolist())
        found = f"at {list(place)} there is {got[place]:g} instead of {want[place]:g}"
        return differ("channels.scrambled" if moved else "channels.values-changed", found)

    return judge


# --- what a wrong shape tells


class Seen:
    """What comes back for an array. `mnist` is one of its kind in the size of MNIST, `other` one of the other kind.

    No side of an array that `ROWS` are about is 1, so the ones in what comes back were put in.
    """

    def __init__(
        self,
        ask: Ask,
        asked: Function,
        array: np.ndarray,
        mnist: np.ndarray | None = None,
        other: np.ndarray | None = None,
    ) -> None:
        self.ask, self.asked, self.array, self.mnist, self.other = ask, asked, array, mnist, other
        self.got, self.want = kit.tried(ask, array), asked.wanted(array)
        self.raised = isinstance(self.got, CandidateRaised)
        self.right = shape_alone(self.got, self.want) is None
        self.lengths = self.got.shape if isinstance(self.got, np.ndarray) else ()
        self.sides = tuple(length for length in self.lengths if length != 1)
        self.size, self.colour = kit.count(self.got), self.want.shape == (1, *array.shape)
        # For the texts.
        self.function, self.given, self.wanted = asked.name, str(array.shape), str(self.want.shape)
        self.shape, self.error = str(self.lengths), str(self.got) if self.raised else ""
        outcome = f"raises {self.error}" if self.raised else f"returns shape {self.shape}"
        self.found = f"for an array of shape {self.given} it {outcome}"
        self.fails, self.works = ("grey", "colour") if array.ndim == 2 else ("colour", "grey")

    def right_for(self, array: np.ndarray | None) -> bool:
        return array is not None and Seen(self.ask, self.asked, array).right

    def of_reshape(self) -> bool:
        return "reshape" in self.error.lower()

    def right_for_squares(self) -> bool:
        """Whether the array would do if it were as wide as it is high, whatever that is."""
        first, _, *rest = self.array.shape
        batch = self.asked is add_channel
        squares = [(first, side, side) if batch else (side, side, *rest) for side in (6, 9)]
        return all(self.right_for(numbered(*sides)) for sides in squares)


# fmt: off
ROWS = (
    Mistake("batch.one-kind-only", lambda s: s.raised and not s.of_reshape() and s.right_for(s.other),
            "works fails error", shape=lambda s: s.given),
    Mistake("channels.square-only", lambda s: s.raised and s.right_for(s.mnist) and s.right_for_squares(), "function found"),
    Mistake("channels.hardcoded-size", lambda s: s.raised and (s.of_reshape() or s.right_for(s.mnist)), "function found"),
    Mistake(None, lambda s: not isinstance(s.got, np.ndarray) or s.right),
    Mistake("channels.hardcoded-size", lambda s: 28 in s.lengths, "function found"),
    Mistake("channels.repeated", lambda s: s.size > s.array.size, "shape given wanted"),
    Mistake("batch.drops-channels", lambda s: s.size < s.array.size and s.colour, "shape given wanted"),
    Mistake("channels.drops-pixels", lambda s: s.size < s.array.size, "shape given wanted"),
    Mistake("channels.flattened", lambda s: len(s.sides) < s.array.ndim, "shape given wanted"),
    Mistake("channels.channels-first", lambda s: s.colour and s.sides == np.moveaxis(s.array, -1, 0).shape, "shape given wanted"),
    Mistake("channels.scrambled", lambda s: s.sides != s.array.shape, "function found"),
    Mistake("channels.extra-axis", lambda s: len(s.lengths) > 4, "shape given wanted"),
    Mistake("channels.missing-axis", lambda s: s.asked is add_channel and s.lengths == s.array.shape, "shape given wanted"),
    Mistake("batch.missing-batch-axis", lambda s: s.asked is as_batch and s.lengths[0] != 1, "shape given wanted"),
    Mistake("batch.missing-channel-axis", lambda s: s.asked is as_batch and len(s.lengths) < 4, "shape given wanted"),
    Mistake("channels.channels-first", lambda s: True, "shape given wanted"),
)
# fmt: on


def seen(asked: Function, array: np.ndarray, mnist: np.ndarray, other: np.ndarray | None = None) -> Mistakes:
    return Mistakes(*ROWS, look=lambda ask: Seen(ask, asked, array, mnist, other))


def by_lengths(asked: Function, usual: np.ndarray, *others: np.ndarray) -> Mistakes:
    """Right for the usual array, and for another one, with as many axes, it is the lengths that decide."""

    def look(ask: Ask) -> Seen | None:
        others_seen = (Seen(ask, asked, array) for array in others)
        wrong = (s for s in others_seen if s.lengths and s.size == s.want.size and not s.right)
        return next(wrong, None) if Seen(ask, asked, usual).right else None

    told: dict[str, Any] = {"names": "function given shape wanted", "usual": str(usual.shape)}
    return Mistakes(
        Mistake("channels.squeezed", squeezed, **told),
        Mistake("channels.judged-by-length", lambda s: True, **told),
        look=look,
    )


def squeezed(s: Seen) -> bool:
    """An axis of length 1 is gone; of a last one it is known only if the axes were counted afterwards."""
    return 1 in s.array.shape[:-1] or (s.array.shape[-1] == 1 and len(s.lengths) == s.want.ndim)


def arrays(*shapes: tuple[int, ...]) -> list[tuple[np.ndarray]]:
    return [(numbered(*shape),) for shape in shapes]


def in_every_dtype(array: np.ndarray) -> list[tuple[np.ndarray]]:
    return [(array.astype(name),) for name in DTYPES]


FORMS = {
    "add_channel": arrays((3, 5, 7), (1, 5, 7), (1, 28, 28), (3, 1, 1), (3, 5, 1)),
    "as_batch": arrays((9, 8), (8, 1), (1, 8), (9, 3), (28, 28, 1), (28, 28, 3), (7, 5, 4), (1, 5, 3)),
}
"""Besides the usual arrays: a single image, sides of length 1, and as_batch's grey, grey with a channel, and colours."""


def forms_of(asked: Function, array: np.ndarray) -> Forms:
    """Each size in each dtype, and a drawn size, larger than what is tried by hand."""
    kept = array.shape[2:] if asked is as_batch else ()

    def groups(seed: int) -> list[list[tuple[np.ndarray]]]:
        sides = np.random.default_rng([seed, 2]).permutation(np.arange(29, 41))[: array.ndim - len(kept)]
        drawn = numbered(*sides.tolist(), *kept)
        forms = [array, drawn, *(form for (form,) in FORMS[asked.name] if form.ndim == array.ndim)]
        return [[(array,), (drawn,)], *([(form,), *in_every_dtype(form)] for form in forms)]

    return Forms(groups)


BATCHES, GREYS, COLOURS = (
    forms_of(asked, array)
    for asked, array in ((add_channel, GREY_BATCH), (as_batch, GREY), (as_batch, COLOUR))
)
ASKED = ((add_channel, DIGITS, BATCHES), (as_batch, DIGIT, GREYS), (as_batch, COLOUR, COLOURS))


# Many answers are right for one kind of image, so a check asks about its own kind first.
GREY_ROWS = seen(as_batch, GREY, DIGIT, COLOUR) | seen(as_batch, numbered(9, 3), DIGIT, COLOUR)
COLOUR_ROWS = seen(as_batch, COLOUR, COLOUR_DIGIT, GREY) | seen(
    as_batch, numbered(7, 5, 4), COLOUR_DIGIT, GREY
)
BATCH = by_lengths(add_channel, GREY_BATCH, numbered(1, 5, 7), numbered(3, 5, 1)) | seen(
    add_channel, GREY_BATCH, DIGITS
)
ONE_GREY = (
    by_lengths(as_batch, GREY, numbered(1, 8), numbered(9, 3), numbered(8, 1)) | GREY_ROWS | COLOUR_ROWS
)
ONE_COLOUR = (
    by_lengths(as_batch, COLOUR, numbered(1, 5, 3), numbered(5, 1, 3), numbered(7, 5, 4))
    | COLOUR_ROWS
    | GREY_ROWS
)

# fmt: off
kit.checks(__name__, {
    "channel-axis": [
        add_channel.agrees_on(
            *arrays((3, 5, 7), (2, 28, 28), (1, 5, 2), (4, 28, 28), (3, 1, 1), (1, 6, 6)), judge=shape_alone, diagnose=BATCH),
        add_channel.in_all_forms(BATCHES, judge=shape_alone),
    ],
    "channel-values": [
        add_channel.agrees_on(*arrays((3, 5, 7), (2, 28, 28), (3, 5, 5)), judge=places("add_channel"), diagnose=BATCH),
        add_channel.in_all_forms(BATCHES, judge=places("add_channel")),
    ],
    "grey-batch": [
        as_batch.agrees_on(*arrays((9, 8), (28, 28), (5, 3), (1, 4), (6, 6), (4, 1)), judge=shape_alone, diagnose=ONE_GREY),
        as_batch.in_all_forms(GREYS, judge=shape_alone),
    ],
    "colour-batch": [
        as_batch.agrees_on(
            *arrays((7, 5, 3), (32, 32, 3), (3, 5, 4), (1, 5, 3), (5, 1, 3), (4, 6, 1), (28, 28, 1)),
            judge=shape_alone, diagnose=ONE_COLOUR),
        as_batch.in_all_forms(COLOURS, judge=shape_alone),
    ],
    "batch-values": [
        as_batch.agrees_on(
            *arrays((9, 8), (7, 5, 3), (28, 28), (5, 5), (4, 4, 3)), judge=places("as_batch"), diagnose=ONE_GREY),
        as_batch.in_all_forms(GREYS, judge=places("as_batch")),
        as_batch.in_all_forms(COLOURS, judge=places("as_batch")),
    ],
    "dtype": [
        asked.returns_dtype(*in_every_dtype(array), code="channels.wrong-dtype", forms=forms) for asked, array, forms in ASKED
    ],
    "empty": [
        add_channel.agrees_on((np.zeros((0, 28, 28), np.uint8),), judge=not_left_as_it_was),
        add_channel.no_samples(lambda n: (np.zeros((n, 28, 28), np.uint8),)),
    ],
    "untouched": [
        asked.leaves_alone((array,), code="channels.mutates-input", shared=forms) for asked, array, forms in ASKED
    ],
})
# fmt: on
