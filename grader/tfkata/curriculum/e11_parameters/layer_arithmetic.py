"""Sizes and parameter counts of layers: references of a few lines, and what wrong ones give away.

`tests/curriculum/test_e11_reference.py` holds the references to Keras.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.counts import equals, numbers, same_number
from tfkata.checks.kit import Ask, CandidateRaised, Mistake, Mistakes, Problem

Size = int | tuple[int, int]


# --- references


def steps(size: int, window: int, stride: int, padding: str) -> int:
    """How many places a window of this width can start at, one direction."""
    return -(-size // stride) if padding == "same" else (size - window) // stride + 1


def shape(
    height: int, width: int, window: Size, strides: Size = 1, padding: str = "valid"
) -> tuple[int, int]:
    (kh, kw), (sh, sw) = both(window), both(strides)
    return steps(height, kh, sh, padding), steps(width, kw, sw, padding)


def pooled(
    height: int, width: int, window: Size = 2, strides: Size | None = None, padding: str = "valid"
) -> tuple[int, int]:
    return shape(height, width, window, window if strides is None else strides, padding)


def conv_count(channels: int, filters: int, kernel: Size, use_bias: bool = True) -> int:
    kh, kw = both(kernel)
    return (kh * kw * channels + use_bias) * filters


def dense_count(inputs: int, units: int, use_bias: bool = True) -> int:
    return (inputs + use_bias) * units


def both(value: Size) -> tuple[int, int]:
    return value if isinstance(value, tuple) else (value, value)


def same_numbers(got: Any, want: Any) -> Problem | None:
    """Equal as numbers; 3.0 for 3 is for the check of whole numbers."""
    if isinstance(want, tuple) and numbers(got).shape != (2,):
        return kit.returned_nothing(got) or Problem("expected a pair (height, width)", "shape.not-a-pair")
    if isinstance(want, int):
        return same_number(got, want)
    return None if equals(got, want) else Problem("the numbers differ")


def refuses(got: Any) -> bool:
    """Whether it raised as what cannot take a pair does."""
    return isinstance(got, CandidateRaised) and got.type_name in ("TypeError", "ValueError")


# --- what is wrong with a shape: square images, with both paddings, beside what the usual slips would give

CASES = [(7, 3, 1), (9, 2, 1), (6, 4, 1), (7, 3, 2), (8, 3, 2), (9, 2, 3), (12, 5, 4), (12, 3, 3), (11, 4, 4)]
CASES += [(9, 4, 2), (10, 3, 3)]  # 4.5 and 3.3: the nearest whole number is not the next one
N, K, S = np.array(CASES).T
SAME, VALID = -(-N // S), (N - K) // S + 1
Sizes = Callable[[str], np.ndarray]


def sizes(ask: Ask) -> Sizes:
    """`of(padding)` is the first number of each answer for the square images of `CASES`."""

    @cache
    def of(padding: str) -> np.ndarray:
        return np.array([np.append(numbers(ask(n, n, k, s, padding)), np.nan)[0] for n, k, s in CASES])

    return of


def same_sizes(ask: Ask) -> Sizes | None:
    """The same, once those with "valid" are right."""
    of = sizes(ask)
    return of if equals(of("valid"), VALID) else None


def nearest(sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The nearest whole numbers, a half to the even side as Python rounds it, or up."""
    return np.round(sizes), np.floor(sizes + 0.5)


def too_many(of: Sizes) -> np.ndarray:
    return np.asarray(of("valid") - VALID)


# fmt: off
ONE_DIRECTION = Mistakes(
    Mistake(None, lambda of: np.isnan(of("valid")).any() or equals(of("valid"), VALID)),
    Mistake("shape.not-rounded", lambda of: (of("valid") % 1).any()),
    Mistake("shape.ignores-window", lambda of: equals(of("valid"), N // S) and not equals(of("valid"), of("same"))),
    Mistake("shape.ignores-padding", lambda of: equals(of("valid"), SAME, N // S, N), padding="valid"),
    Mistake("shape.ignores-strides", lambda of: equals(of("valid"), N - K + 1, N // K)),
    Mistake("shape.valid-off-by-one", lambda of: len(set(too_many(of))) == 1 or set(too_many(of)) == {-1, 0}),
    Mistake("shape.rounds-to-nearest", lambda of: equals(of("valid") - 1, *nearest((N - K) / S))),
    Mistake("shape.rounds-up", lambda of: set(too_many(of)) == {0, 1} and not too_many(of)[(N - K) % S == 0].any()),
    look=sizes,
) | Mistakes(
    Mistake(None, lambda of: np.isnan(of("same")).any()),
    Mistake("shape.not-rounded", lambda of: (of("same") % 1).any()),
    Mistake("shape.same-is-unchanged", lambda of: equals(of("same"), N)),
    Mistake("shape.ignores-padding", lambda of: equals(of("same"), VALID), padding="same"),
    Mistake("shape.rounds-down", lambda of: equals(of("same"), N // S)),
    Mistake("shape.rounds-to-nearest", lambda of: equals(of("same"), *nearest(N / S))),
    Mistake("shape.same-for-stride-1", lambda of: equals(of("same"), np.where(S == 1, N, VALID))),
    Mistake("shape.same-one-too-many", lambda of: equals(of("same"), N // S + 1)),
    Mistake(None, lambda of: equals(of("same"), SAME)),
    Mistake("shape.same-even-kernel", lambda of: equals(of("same")[K % 2 == 1], SAME[K % 2 == 1])),
    look=same_sizes,
)
DEFAULT_STRIDES = ONE_DIRECTION | Mistakes(
    # Right when the strides are given.
    Mistake("shape.pool-strides-default",
            lambda ask: all(same_numbers(ask(n, n, k, s), pooled(n, n, k, s)) is None for n, k, s in CASES)),
)

# Images, windows and strides whose two directions differ, one at a time; and what comes of the usual slips.
PAIRS = ((10, 20, 3, 1), (20, 30, (3, 5), 1), (20, 30, 3, (1, 2)))
SWAPPED = ([(18, 8)], [(16, 28), (26, 18)], [(9, 28), (14, 18)])
ALIKE = ([(8, 8), (18, 18)], [(18, 28), (16, 26), (18, 18), (26, 26)], [(18, 28), (9, 14), (18, 18), (14, 14)])


def any_slip(answers: Sequence[Any], slips: Iterable[Sequence[Any]]) -> bool:
    return any(equals(got, *wrong) for got, wrong in zip(answers, slips, strict=True))


def first_raised(answers: Sequence[Any]) -> Any:
    return next((got for got in answers if isinstance(got, CandidateRaised)), None)


TWO_DIRECTIONS = Mistakes(
    Mistake("shape.square-only", lambda answers: refuses(first_raised(answers))),
    Mistake(None, first_raised),
    Mistake("shape.swapped-axes", lambda answers: any_slip(answers, SWAPPED)),
    Mistake("shape.square-only", lambda answers: any_slip(answers, ALIKE)),
    look=lambda ask: [kit.tried(ask, *values) for values in PAIRS],
)

# --- what is wrong with a count


def counted(*values: int) -> Callable[[Ask], Callable[..., np.ndarray]]:
    """`of()` is the count for these values, `of(use_bias)` that with a flag."""
    return lambda ask: cache(lambda *use_bias: numbers(ask(*values, *use_bias)))


def forgets(code: str, *inputs: float) -> Mistake:
    """So many inputs of each of the 11 filters were counted, with a bias or without."""
    return Mistake(code, lambda of: equals(of(), *((i + bias) * 11 for i in inputs for bias in (0, 1))))


def biases(weights: int, neurons: int, *many: int) -> tuple[Mistake, ...]:
    """What the rest beside the weights says: there is one bias for each filter or unit, not `many`."""
    return (
        Mistake("params.use-bias-reversed", lambda of: equals(of(), weights) and equals(of(False), weights + neurons)),
        Mistake("params.forgets-bias", lambda of: equals(of(), weights)),
        Mistake("params.bias-per-weight", lambda of: equals(of(), *(weights + number for number in many))),
        Mistake("params.too-few-biases", lambda of: of().shape == () and weights < of() < weights + neurons),
    )


OF_CONV = Mistakes(
    forgets("params.kernel-not-squared", 3 * 7, 2 * 3 * 7),
    forgets("params.forgets-channels", 3 * 3),
    forgets("params.forgets-filters", 3 * 3 * 7 / 11),
    *biases(3 * 3 * 7 * 11, 11, 3 * 3 * 7 * 11, 7 * 11, 3 * 3 * 11, 3 * 3 * 7),
    look=counted(7, 11, 3),
)
OF_DENSE = Mistakes(
    Mistake("params.slip-of-the-notes", lambda of: equals(of(), 13 * 10 + 5)),
    *biases(13 * 5, 5, 13 * 5, 13),
    look=counted(13, 5),
)
OF_PAIRS = Mistakes(
    Mistake("params.square-only", lambda got: refuses(got) or equals(got, *(conv_count(3, 8, side) for side in (2, 5)))),
    look=lambda ask: kit.tried(ask, 3, 8, (2, 5)),
)
USE_BIAS = Mistakes(
    Mistake("params.bias-without-use-bias", lambda found: found["same"]),
    Mistake("params.use-bias-reversed", lambda found: found["fewer"] == -found["neurons"]),
)
# fmt: on
