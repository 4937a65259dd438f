"""e02_channels: axes of length 1 are put in the right place, and no pixel moves.

Shapes and values are judged apart: a pixel in the wrong place costs the values, a wrong shape the shape.
Every probe has sides of different lengths, so that a confused order of axes shows in the shape.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, Problem, check, fail
from tfkata.checks.questions import array_alone, called, empty_batch, insist, tried

Ask = Callable[..., Any]
Diagnosis = tuple[str, dict[str, Any]]
Shape = tuple[int, ...]


def numbered(*shape: int) -> np.ndarray:
    """An array of that shape with a different number in each place."""
    return np.arange(np.prod(shape), dtype=np.float32).reshape(shape)


KEPT = 0.3
LENGTHS = {
    "add_channel": (numbered(3, 5, 7), [numbered(1, 5, 7)], [numbered(3, 5, 1)]),
    "grey": (numbered(9, 8), [numbered(1, 8)], [numbered(9, 3), numbered(8, 1)]),
    "colour": (numbered(7, 5, 3), [numbered(1, 5, 3), numbered(5, 1, 3)], [numbered(7, 5, 4)]),
}
"""A usual array; some with an axis of length 1 of their own; some whose last length looks like that of another kind."""

GREY_BATCH, GREY, COLOUR = numbered(3, 5, 7), numbered(9, 8), numbered(7, 5, 3)
DIGITS, DIGIT = numbered(2, 28, 28), numbered(28, 28)


def add_channel(images: np.ndarray) -> np.ndarray:
    return images[:, :, :, None]


def as_batch(image: np.ndarray) -> np.ndarray:
    return image[None, :, :, None] if image.ndim == 2 else image[None]


EXPECTED: dict[str, Callable[[np.ndarray], np.ndarray]] = {"add_channel": add_channel, "as_batch": as_batch}


@check("channel-axis")
def channel_axis(candidate: Candidate) -> None:
    batches = [
        GREY_BATCH,
        DIGITS,
        numbered(1, 5, 2),
        numbered(4, 28, 28),
        numbered(3, 1, 1),
        numbered(1, 6, 6),
    ]
    _agree(candidate, "add_channel", batches, shape_alone)


@check("channel-values")
def channel_values(candidate: Candidate) -> None:
    _agree(candidate, "add_channel", [GREY_BATCH, DIGITS, numbered(3, 5, 5)], places)


@check("grey-batch")
def grey_batch(candidate: Candidate) -> None:
    _agree(
        candidate,
        "as_batch",
        [GREY, DIGIT, numbered(5, 3), numbered(1, 4), numbered(6, 6), numbered(4, 1)],
        shape_alone,
    )


@check("colour-batch")
def colour_batch(candidate: Candidate) -> None:
    photographs = [COLOUR, numbered(32, 32, 3), numbered(3, 5, 4), numbered(1, 5, 3), numbered(5, 1, 3)]
    _agree(candidate, "as_batch", [*photographs, numbered(4, 6, 1), numbered(28, 28, 1)], shape_alone)


@check("batch-values")
def batch_values(candidate: Candidate) -> None:
    _agree(candidate, "as_batch", [GREY, COLOUR, DIGIT, numbered(5, 5), numbered(4, 4, 3)], places)


@check("dtype")
def dtype(candidate: Candidate) -> None:
    for function, given in (("add_channel", DIGITS), ("as_batch", DIGIT), ("as_batch", COLOUR)):
        for name in ("uint8", "float32", "float64", "int32"):
            array = given.astype(name)
            got = called(candidate, function, array)
            problem = array_alone(got, name, "channels.wrong-dtype")
            insist(problem, call=kit.show_call(function, (array,)), returned=got, function=function)


@check("empty")
def empty(candidate: Candidate) -> None:
    nothing = np.zeros((0, 28, 28), np.uint8)
    got = called(candidate, "add_channel", nothing)
    if isinstance(got, np.ndarray) and got.shape == nothing.shape:
        shown: dict[str, Any] = {"call": kit.show_call("add_channel", (nothing,)), "returned": got}
        insist(kit.array()(got, add_channel(nothing)), **shown)
    empty_batch(candidate, "add_channel", lambda n: (np.zeros((n, 28, 28), np.uint8),))


@check("untouched")
def untouched(candidate: Candidate) -> None:
    for function, given in (("add_channel", DIGITS), ("as_batch", DIGIT), ("as_batch", COLOUR)):
        if candidate.mutated(function, given):
            fail("channels.mutates-input", call=kit.show_call(function, (given,)), function=function)


def _agree(candidate: Candidate, function: str, given: list[np.ndarray], judge: kit.Judge) -> None:
    kit.agree(
        candidate,
        function,
        arguments=None,
        always=[(array,) for array in given],
        expected=EXPECTED[function],
        judge=lambda got, want: _naming(function, judge(got, want)),
        diagnose=diagnose_channel if function == "add_channel" else lambda ask: diagnose_batch(ask, given[0]),
    )


def _naming(function: str, problem: Problem | None) -> Problem | None:
    """The problem with the function's name among the values for its text."""
    return problem and Problem(problem.message, problem.code, {**problem.values, "function": function})


def shape_alone(got: Any, want: np.ndarray) -> Problem | None:
    return kit.array()(np.zeros(got.shape) if isinstance(got, np.ndarray) else got, np.zeros(want.shape))


def places(got: Any, want: np.ndarray) -> Problem | None:
    """In the right shape each number must be in its place; in another shape it is enough that none is new.

    And that many are left, one channel of three at least. What comes back in the shape that was given, which is
    the wanted one without its axes of length 1, was left as it is: that moves no pixel and earns nothing.
    """
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "biuf":
        return kit.array()(got, want) or Problem("returned an array without numbers")
    if got.shape != want.shape:
        if got.shape == np.squeeze(want).shape:
            return kit.array()(got, want)
        if not np.isin(got, want).all():
            return Problem("the values differ", "channels.values-changed", _first_other(got, want))
        if np.isin(want, got).mean() < KEPT:
            return Problem(f"{got.size} of the {want.size} values came back")
        return None
    if np.array_equal(got, want):
        return None
    moved = np.array_equal(np.sort(got, axis=None), np.sort(want, axis=None))
    code = "channels.scrambled" if moved else "channels.values-changed"
    return Problem("the values differ", code, _first_other(got, want))


def _first_other(got: np.ndarray, want: np.ndarray) -> dict[str, Any]:
    if got.shape != want.shape:
        strange = got[~np.isin(got, want)]
        return {"found": f"there is {strange[0]:g}, which was not in the array you were given"}
    place = tuple(int(i) for i in np.argwhere(got != want)[0])
    return {"found": f"at {list(place)} there is {got[place]:g}, wanted is {want[place]:g}"}


def diagnose_channel(ask: Ask) -> Diagnosis | None:
    return _by_lengths(ask, "add_channel", "add_channel") or _diagnose(ask, "add_channel", GREY_BATCH, DIGITS)


def diagnose_batch(ask: Ask, first: np.ndarray) -> Diagnosis | None:
    """Many answers are right for one kind of image: `first` says which kind the check asks about."""
    grey, colour = (DIGIT, GREY, numbered(9, 3)), (numbered(28, 28, 1), COLOUR, numbered(7, 5, 4))
    kinds = [(grey, COLOUR), (colour, GREY)]
    by_lengths = _by_lengths(ask, "as_batch", "grey" if first.ndim == 2 else "colour")
    if by_lengths is not None:
        return by_lengths
    for (mnist, *images), other in kinds if first.ndim == 2 else reversed(kinds):
        for image in images:
            found = _one_kind(ask, image, other) or _diagnose(ask, "as_batch", image, mnist)
            if found is not None:
                return found
    return None


def _by_lengths(ask: Ask, function: str, kind: str) -> Diagnosis | None:
    """Right for the usual array, and for another one, with as many axes, it is the lengths that decide."""
    usual, thin, alike = LENGTHS[kind]
    named = [(a, "channels.squeezed") for a in thin] + [(a, "channels.judged-by-length") for a in alike]
    if shape_alone(tried(ask, usual), EXPECTED[function](usual)) is not None:
        return None
    for given, code in named:
        got, wanted = tried(ask, given), EXPECTED[function](given)
        if isinstance(got, np.ndarray) and got.size == wanted.size and got.shape != wanted.shape:
            shapes = {"shape": str(got.shape), "given": str(given.shape), "wanted": str(wanted.shape)}
            if given.shape[-1] == 1 and got.ndim == wanted.ndim:
                code = "channels.squeezed"  # the axes were counted after it had gone
            return code, {"function": function, "usual": str(usual.shape), **shapes}
    return None


def _one_kind(ask: Ask, fails: np.ndarray, works: np.ndarray) -> Diagnosis | None:
    """It raises for one kind of image and is right for the other, and not because of a number in the code."""
    raised = tried(ask, fails)
    if not isinstance(raised, CandidateRaised) or "reshape" in raised.message.lower():
        return None
    if shape_alone(tried(ask, works), as_batch(works)) is not None:
        return None
    kinds = ("grey", "colour") if works.ndim == 2 else ("colour", "grey")
    error = f"{raised.type_name}: {raised.message}"
    return "batch.one-kind-only", {
        "works": kinds[0],
        "fails": kinds[1],
        "shape": str(fails.shape),
        "error": error,
    }


def _diagnose(ask: Ask, function: str, given: np.ndarray, mnist: np.ndarray) -> Diagnosis | None:
    """What the shape tells about `given`; if it raises, whether it was written for MNIST's 28 by 28."""
    got, wanted = tried(ask, given), EXPECTED[function](given)
    found: dict[str, Any] = {"function": function, "given": str(given.shape), "wanted": str(wanted.shape)}
    asked = f"for an array of shape {given.shape}"
    if isinstance(got, CandidateRaised):
        raises = {**found, "found": f"{asked} it raises {got.type_name}: {got.message}"}
        of_mnist = shape_alone(tried(ask, mnist), EXPECTED[function](mnist))
        if of_mnist is None and _takes_squares(ask, function, given):
            return "channels.square-only", raises
        if of_mnist is None or "reshape" in got.message.lower():
            return "channels.hardcoded-size", raises
        return None
    code = _name(got.shape, given.shape, wanted.shape) if isinstance(got, np.ndarray) else None
    if code is None:
        return None
    return code, {**found, "shape": str(got.shape), "found": f"{asked} it returns shape {got.shape}"}


def _takes_squares(ask: Ask, function: str, given: np.ndarray) -> bool:
    """Whether `given` would do if it were as wide as it is high, whatever that is."""
    for side in (6, 9):
        sides = (len(given), side, side) if function == "add_channel" else (side, side, *given.shape[2:])
        square = numbered(*sides)
        if shape_alone(tried(ask, square), EXPECTED[function](square)) is not None:
            return False
    return True


def _name(got: Shape, given: Shape, wanted: Shape) -> str | None:
    """The mistake behind a shape. No side of `given` is 1, so the ones in `got` are axes that were put in."""
    sides = tuple(length for length in got if length != 1)
    colour = wanted == (1, *given)
    if got == wanted:
        return None
    if 28 in got:
        return "channels.hardcoded-size"
    if math.prod(got) > math.prod(given):
        return "channels.repeated"
    if math.prod(got) < math.prod(given):
        return "batch.drops-channels" if colour else "channels.drops-pixels"
    if len(sides) < len(given):
        return "channels.flattened"
    if sides != given:
        rotated = colour and sides == (given[-1], *given[:-1])
        return "channels.channels-first" if rotated else "channels.scrambled"
    if len(got) > 4:
        return "channels.extra-axis"
    if wanted[0] != 1:
        return "channels.missing-axis" if got == given else "channels.channels-first"
    if got[0] != 1:
        return "batch.missing-batch-axis"
    return "batch.missing-channel-axis" if len(got) < 4 else "channels.channels-first"
