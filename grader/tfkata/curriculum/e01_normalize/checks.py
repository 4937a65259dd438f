"""e01_normalize: a pixel becomes its fraction of 255, whatever else is in the batch, and the input stays.

Misconceptions are told apart by what they do to well-chosen batches, not by how they are written: a value that
changes with its neighbours comes from the data, a value that does not is a fixed function of one byte.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, Problem, check, fail
from tfkata.checks.questions import array_alone, called, empty_batch, insist

Ask = Callable[..., Any]
Diagnosis = tuple[str, dict[str, Any]]
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


def reference(images: np.ndarray) -> np.ndarray:
    return (images / np.float64(255)).astype(np.float32)


@check("untouched")
def untouched(candidate: Candidate) -> None:
    """First, because writing fractions into bytes spoils the values too: this is the cause, those are the effects."""
    call = kit.show_call("normalize", (DIGITS,))
    try:
        if candidate.mutated("normalize", DIGITS):
            fail(
                "normalize.mutates-input", call=call, found="after the call they are no longer what they were"
            )
        called(candidate, "normalize", DIGITS)
    except CandidateRaised as raised:
        if "Cannot cast ufunc" in raised.message or "read-only" in raised.message:
            fail("normalize.mutates-input", call=call, found=f"here NumPy refused: {raised.message}")
        raise


@check("shape")
def shape(candidate: Candidate) -> None:
    shapes = [(2, 28, 28), (1, 28, 28), (3, 5, 7), (1, 1, 1), (2, 28, 28, 1), (2, 4, 6, 3)]
    batches = [(np.resize(RAMP, wanted),) for wanted in shapes]
    for (batch,), got in zip(batches, candidate.calls("normalize", batches), strict=True):
        call = kit.show_call("normalize", (batch,))
        if isinstance(got, CandidateRaised):
            got.call = call
            if "reshape" not in got.message:
                raise got
            found = f"your code stopped with an error: {got.message}"
            fail("normalize.shape-changed", call=call, before=str(batch.shape), found=found)
        insist(array_alone(got), call=call, returned=got)
        if got.shape != batch.shape:
            found = f"you returned shape {got.shape}"
            fail("normalize.shape-changed", call=call, before=str(batch.shape), found=found)


@check("range")
def range_(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "normalize",
        arguments=image_batches(),
        always=[
            (probe,) for probe in (np.array([[[0, 51, 255]]], np.uint8), *PROBES, *map(coloured, PROBES))
        ],
        expected=reference,
        judge=fractions,
        diagnose=diagnose,
        examples=40,
    )


@check("dtype")
def dtype(candidate: Candidate) -> None:
    for batch in (DIGITS, coloured(RAMP)):
        got = called(candidate, "normalize", batch)
        insist(
            array_alone(got, "float32", "normalize.wrong-dtype"),
            call=kit.show_call("normalize", (batch,)),
            returned=got,
        )


@check("empty")
def empty(candidate: Candidate) -> None:
    empty_batch(candidate, "normalize", lambda n: (np.zeros((n, 28, 28), np.uint8),))
    empty_batch(candidate, "normalize", lambda n: (np.zeros((n, 4, 6, 3), np.uint8),))


@cache
def image_batches() -> Any:
    from hypothesis import strategies as st
    from hypothesis.extra.numpy import arrays

    side = st.integers(1, 4)
    grey, colour = st.tuples(side, side, side), st.tuples(side, side, side, st.sampled_from([1, 3]))
    return st.tuples(st.one_of(grey, colour).flatmap(lambda wanted: arrays(np.uint8, wanted)))


def coloured(batch: np.ndarray) -> np.ndarray:
    """The same bytes as images of two channels."""
    return batch.reshape(len(batch), 16, 8, 2)


def red_green_blue(batch: np.ndarray) -> np.ndarray:
    """Every byte in each of three channels: code written for photographs asks for just that number."""
    return np.stack([batch] * 3, axis=-1)


def fractions(got: Any, want: np.ndarray) -> Problem | None:
    """The values alone: "shape" and "dtype" have checks of their own. float16 cannot be more exact than 1e-3."""
    if not isinstance(got, np.ndarray) or got.size != want.size:
        return kit.array()(got, want)
    if got.shape != want.shape:
        got, want = np.sort(got, axis=None), np.sort(want, axis=None)
    return kit.array(rtol=1e-3 if got.dtype == np.float16 else 1e-6, atol=1e-8)(got, want)


def diagnose(ask: Ask) -> Diagnosis | None:
    """Grey batches first, then coloured ones; what goes wrong with none of them has no name."""
    kinds = (PROBES, tuple(map(coloured, PROBES)), tuple(map(red_green_blue, PROBES)))
    return next((found for found in (_scaling(ask, probes) for probes in kinds) if found is not None), None)


def _scaling(ask: Ask, probes: tuple[np.ndarray, ...]) -> Diagnosis | None:
    answers = list(_answers(ask, probes))
    if len(answers) < len(probes):
        return None
    known = np.zeros(256)
    known[probes[0].ravel()] = answers[0]
    pairs = list(zip(probes, answers, strict=True))
    return _by_the_data(known, pairs) or _by_the_byte(known)


def _answers(ask: Ask, probes: tuple[np.ndarray, ...]) -> Iterator[np.ndarray]:
    for probe in probes:
        got = ask(probe)
        if isinstance(got, np.ndarray) and got.size == probe.size and got.dtype.kind in "biuf":
            yield got.ravel().astype(np.float64)


def _by_the_data(known: np.ndarray, pairs: list[tuple[np.ndarray, np.ndarray]]) -> Diagnosis | None:
    """Does the same byte become another number in another batch?"""
    for probe, got in pairs:
        apart = np.abs(got - known[probe.ravel()])
        if np.all(apart < 1e-4):
            continue
        if any(np.any(answer < -0.01) for _, answer in pairs):
            return _centred([answer for _, answer in pairs])
        place = int(np.argmax(np.nan_to_num(apart, nan=-1.0)))
        pixel = int(probe.ravel()[place])
        numbers = {"one": _number(known[pixel]), "other": _number(got[place])}
        image = probe[place // (probe.size // len(probe))]
        return "normalize.divide-by-max", {"pixel": pixel, "largest": int(image.max()), **numbers}
    return None


def _centred(answers: list[np.ndarray]) -> Diagnosis:
    varied = [answer for answer in answers if np.ptp(answer) > 0]
    if varied and all(np.allclose([a.min(), a.max()], [-1, 1], atol=0.02) for a in varied):
        return "normalize.symmetric", {"black": _number(answers[0].min()), "white": _number(answers[0].max())}
    return "normalize.standardized", {
        "mean": _number(answers[0].mean()),
        "deviation": _number(answers[0].std()),
    }


def _by_the_byte(known: np.ndarray) -> Diagnosis | None:
    """Which fixed function of one byte is it? Ordered so that each line may rely on those above."""
    black, white = known[0], known[255]
    ends = {"black": _number(black), "white": _number(white)}
    if np.allclose(known, BYTES / 255, rtol=1e-6, atol=1e-8):
        return None
    if black > white and np.all(np.diff(known) < 1e-6):
        return "normalize.inverted", ends
    if np.any(np.diff(known) < -1e-6):
        return (
            ("normalize.overflow", _falls(known)) if black < white or known.argmax() not in (0, 255) else None
        )
    if black < -0.01:
        centred = abs(black + white) < 0.05 * abs(white)
        moments = {"mean": _number(known.mean()), "deviation": _number(known.std())}
        return ("normalize.symmetric", ends) if centred else ("normalize.standardized", moments)
    if np.allclose(known, BYTES, rtol=1e-6):
        return "normalize.not-scaled", {}
    if set(known) == {0.0, 1.0} and known[254] == 1:
        return "normalize.two-values", {"threshold": int(known.argmax())}
    if np.array_equal(known, np.round(known)) and white <= 1:
        return "normalize.integer-division", {"grey": _number(known[100]), "white": _number(white)}
    divisor = float(BYTES @ BYTES / (BYTES @ known))
    if np.allclose(known, BYTES / divisor, rtol=1e-5, atol=1e-8):
        whence = " (255 × 255: is it done twice?)" if abs(divisor - 255 * 255) < 1 else ""
        if divisor < 255 and abs(divisor - round(divisor)) < 1e-3:
            whence = " (a number that you never wrote was taken from an earlier batch)"
        return "normalize.wrong-constant", {"divisor": _number(divisor) + whence, "white": _number(white)}
    if np.allclose(known, BYTES / 255, atol=0.06):
        worst = int(np.argmax(np.abs(known - BYTES / 255)))
        return "normalize.rounded", {
            "pixel": worst,
            "got": _number(known[worst]),
            "want": _number(worst / 255),
        }
    return None


def _falls(known: np.ndarray) -> dict[str, Any]:
    at = int(np.argmin(np.diff(known)))
    return {"low": at, "low_value": _number(known[at]), "high": at + 1, "high_value": _number(known[at + 1])}


def _number(value: Any) -> str:
    return f"{float(value):.6g}"
