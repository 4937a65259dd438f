"""e11_parameters: shapes and parameter counts against the references of `tfkata.curriculum.e11_parameters.layer_arithmetic`.

Checks of one direction use square images and plain numbers, so that a confusion of height and width is for the
checks of pairs alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.counts import equals, is_whole, numbers
from tfkata.checks.kit import Candidate, Function, Mistakes, Problem
from tfkata.curriculum.e11_parameters.layer_arithmetic import (
    DEFAULT_STRIDES,
    OF_CONV,
    OF_DENSE,
    OF_PAIRS,
    ONE_DIRECTION,
    TWO_DIRECTIONS,
    USE_BIAS,
    both,
    conv_count,
    dense_count,
    pooled,
    same_numbers,
    shape,
)

Call = tuple[Any, ...]
Check = Callable[[Candidate], None]

# --- random arguments


def squares(padding: str) -> Any:
    """(n, n, window, stride, padding), the window never larger than the image."""
    sizes = st.tuples(st.integers(1, 6), st.integers(0, 24), st.integers(1, 4))
    return sizes.map(lambda s: (s[0] + s[1], s[0] + s[1], s[0], s[2], padding))


def one_or_two(most: int) -> Any:
    return st.integers(1, most) | st.tuples(st.integers(1, most), st.integers(1, most))


def rectangle(window: Any, strides: Any, more: tuple[int, int], padding: str) -> Call:
    return both(window)[0] + more[0], both(window)[1] + more[1], window, strides, padding


FEW, UP_TO_20, UNITS = st.integers(1, 8), st.integers(0, 20), st.integers(1, 50)
RECTANGLES = st.builds(
    rectangle, one_or_two(5), one_or_two(3), st.tuples(UP_TO_20, UP_TO_20), st.sampled_from(["valid", "same"])
)
WINDOWS = st.tuples(st.integers(2, 5), UP_TO_20).map(lambda w: (w[0] + w[1], w[0] + w[1], w[0]))
KERNELS = st.tuples(st.integers(1, 7), st.integers(1, 7)).map(lambda kernel: (3, 8, kernel))

# fmt: off
conv2d_shape = Function("conv2d_shape", shape, judge=same_numbers, ordinary=(7, 7, 3))
pool_shape = Function("pool_shape", pooled, judge=same_numbers, ordinary=(28, 28))
conv2d_params = Function(
    "conv2d_params", conv_count, st.tuples(FEW, FEW, FEW), [(1, 32, 3), (32, 64, 3), (7, 11, 2)], same_numbers)
dense_params = Function(
    "dense_params", dense_count, st.tuples(UNITS, UNITS), [(3136, 100), (100, 10), (1, 1)], same_numbers)
# fmt: on


def on_squares(asked: Function, arguments: Any, *always: Call, diagnose: Mistakes = ONE_DIRECTION) -> Check:
    return replace(asked, arguments=arguments, always=always).agrees(diagnose=diagnose, examples=40)


# --- two directions


class Wanted(tuple[int, int]):
    """A right shape that remembers the call it belongs to."""

    call: Call


def on_pairs(asked: Function, *always: Call) -> Check:
    """Each direction is as the learner's own function has it for a square; whether that is right is not asked here.

    But for a function that does not look at the sizes at all: of that, nothing follows for two directions.
    """

    def wanted(*call: Any) -> Wanted:
        found = Wanted(asked.wanted(*call))
        found.call = call
        return found

    def run(candidate: Candidate) -> None:
        def one(call: Call, axis: int) -> float:
            """Height or width from a call for a square, with plain numbers for window and strides."""
            plain = [part[axis] if isinstance(part, tuple) else part for part in call[2:]]
            answer = numbers(candidate.call(asked.name, call[axis], call[axis], *plain))
            return float(np.append(answer, [np.nan, np.nan])[axis])

        def judge(got: Any, want: Wanted) -> Problem | None:
            problem = same_numbers(got, want)
            if problem is not None and reacts(candidate, asked.name):
                return None if equals(got, [one(want.call, axis) for axis in (0, 1)]) else problem
            return problem

        pairs = replace(asked, reference=wanted, arguments=RECTANGLES, always=always, judge=judge)
        pairs.agrees(diagnose=TWO_DIRECTIONS, examples=40)(candidate)

    return run


def reacts(candidate: Candidate, function: str) -> bool:
    """Whether the size of a square counts, and the window or the strides."""

    def ask() -> bool:
        asked = [(20, 20, 3, 1), (10, 10, 3, 1), (20, 20, 5, 1), (20, 20, 3, 2)]
        first, *others = (numbers(candidate.call(function, *values)) for values in asked)
        size, window, strides = (not np.array_equal(first, other) for other in others)
        return size and (window or strides)

    return bool(candidate.once(f"{function} reacts", ask))


def params_pairs(candidate: Candidate) -> None:
    """A kernel of a x b is worth a·b kernels of 1 x 1, whatever those are counted as, if the size counts at all."""
    single, four = (numbers(candidate.call("conv2d_params", 3, 8, kernel)) for kernel in (1, 2))

    def judge(got: Any, want: Any) -> Problem | None:
        cells = (want // 8 - 1) // 3
        own = single.shape == four.shape == () and single != four
        as_own = own and np.array_equal(numbers(got), single + (cells - 1) * (four - single) / 3)
        return None if as_own else same_numbers(got, want)

    pairs = replace(conv2d_params, arguments=KERNELS, always=[(3, 8, (2, 5)), (3, 8, (5, 1))], judge=judge)
    pairs.agrees(diagnose=OF_PAIRS, examples=20)(candidate)


# --- every argument in every form, together


def drawn_sides(seed: int) -> tuple[int, int]:
    """Of an image larger than any in the text."""
    height, width = np.random.default_rng([seed, 11]).integers((97, 301), (300, 900)).tolist()
    return height, width


def default_strides(seed: int) -> list[list[Call]]:
    """None is the size of the window whatever else is given: right by a number, it is right as None or left out."""
    sides = [(9, 7), drawn_sides(seed)]
    asked = [
        (*size, window, padding) for size in sides for window in (3, (2, 3)) for padding in ("valid", "same")
    ]
    right: list[list[Call]] = [[(h, w, k, k, p), (h, w, k, None, p)] for h, w, k, p in asked]
    return [*right, *([(h, w, k, k), (h, w, k), (h, w, k, None)] for h, w, k, p in asked if p == "valid")]


def windows_in_all_forms(seed: int) -> list[list[Call]]:
    """Numbers and pairs in any mixture, with either padding; and large images."""
    pairs = [(3, 2), (3, (2, 1)), ((3, 3), 2), ((2, 3), 2), ((2, 3), (1, 2)), ((4, 1), (3, 3))]
    firsts: list[Call] = [
        (9, 9, 3, 2),
        (9, 9, 3, 2, "same"),
        (9, 7, (2, 3), (3, 2)),
        (9, 7, (2, 3), (3, 2), "same"),
    ]
    sides = [(9, 9), (11, 8), drawn_sides(seed)]

    def like(first: Call) -> list[Call]:
        mixed = any(isinstance(part, tuple) for part in first)
        forms = pairs if mixed else [(3, 2), (7, 4)]
        return [(*(size if mixed else size[:1] * 2), *form, *first[4:]) for size in sides for form in forms]

    return [[first, *like(first)] for first in firsts]


def counts_in_all_forms(seed: int) -> list[list[Call]]:
    """With a bias, many channels and filters; a kernel as a number and as a pair.

    Numbers are such that an answer may build the layer and count.
    """
    random = np.random.default_rng([seed, 12])
    channels, filters = random.integers(129, 400, 2).tolist()
    return [
        [(3, 8, kernel), (channels, filters, kernel), (1, 1, kernel), (3, 8, kernel, True)]
        for kernel in (3, (2, 5), (5, 1))
    ]


def units_in_all_forms(seed: int) -> list[list[Call]]:
    inputs, units = np.random.default_rng([seed, 13]).integers(1025, 30_000, 2).tolist()
    return [[(5, 3), (inputs, 17), (13, units), (inputs, 1), (1, units), (inputs, 17, True)]]


def without_bias(*firsts: Call) -> Callable[[int], list[list[Call]]]:
    """Right for these without a bias, and with one for another: right without one for the other."""

    def groups(seed: int) -> list[list[Call]]:
        large = np.random.default_rng([seed, 14]).integers(129, 400, 2).tolist()
        return [
            [(*values, True), (*values, False)]
            for first in firsts
            for values in (first, (*large, *first[2:]))
        ]

    return groups


# --- one function, one call


def use_bias(candidate: Candidate) -> None:
    """Without a bias it is the right number, or at least the learner's own less one for each filter or unit."""
    calls: list[tuple[Function, Call]] = [(conv2d_params, (7, 11, 3)), (conv2d_params, (1, 4, 1))]
    calls += [(dense_params, (5, 3)), (dense_params, (20, 6))]
    for asked, values in calls:
        answer, including = (asked.ask(candidate, *values, flag) for flag in (False, True))
        want, counts = asked.wanted(*values, False), (numbers(including.value), numbers(answer.value))
        problem = same_numbers(answer.value, want)
        fewer = counts[0] - counts[1] if counts[0].shape == counts[1].shape == () else np.nan
        if problem is not None and fewer != values[1]:
            found = {"same": np.array_equal(*counts), "fewer": fewer, "neurons": values[1]}
            USE_BIAS.fail(found, call=answer.call, returned=answer.value, expected=want)
            answer.insist(problem, expected=want)


def whole_numbers(candidate: Candidate) -> None:
    """The type alone, for every form of the arguments: a shape of 3.0 rows or 320.0 parameters."""
    asked: dict[Function, list[Call]] = {
        conv2d_shape: [(9, 9, 3, 2, "same"), (9, 9, 3, 2), (9, 7, (2, 3), (3, 2)), (9, 7, (2, 3), 2, "same")],
        pool_shape: [
            (8, 8),
            (9, 9, 3, 2, "same"),
            (9, 9, 3, 2),
            (9, 7, (2, 3)),
            (9, 7, (2, 3), (1, 2), "same"),
        ],
        conv2d_params: [(1, 32, 3), (3, 8, (2, 5)), (3, 8, 3, False)],
        dense_params: [(100, 10), (5, 3, False)],
    }
    for function, calls in asked.items():
        for index, answer in enumerate(function.ask_each(candidate, calls)):
            if index and answer.raised:
                continue  # whether it takes pairs, say, is asked by other checks
            answer.insist(kit.returned_nothing(answer.value))
            parts = answer.value if isinstance(answer.value, tuple | list) else [answer.value]
            if not all(is_whole(part) for part in parts if part is not None):
                answer.fail("shape.not-whole-numbers", function=function.name)


# fmt: off
kit.checks(__name__, {
    "conv-valid": on_squares(conv2d_shape, squares("valid"), (7, 7, 3), (7, 7, 3, 2), (8, 8, 3, 2)),
    "conv-same": on_squares(
        conv2d_shape, squares("same"), (7, 7, 3, 1, "same"), (28, 28, 3, 2, "same"), (7, 7, 3, 2, "same"), (6, 6, 2, 1, "same")),
    "conv-pairs": [
        on_pairs(conv2d_shape, (10, 20, 3), (20, 30, (3, 5)), (20, 30, 3, (1, 2)), (9, 7, (2, 3), (3, 2), "same")),
        conv2d_shape.in_all_forms(windows_in_all_forms),
    ],
    "pool": [
        on_squares(pool_shape, WINDOWS, (28, 28), (7, 7), (9, 9, 3), (11, 11, 4), diagnose=DEFAULT_STRIDES),
        pool_shape.in_all_forms(default_strides, code="shape.pool-strides-default"),
    ],
    "pool-strides": on_squares(
        pool_shape, squares("valid") | squares("same"), (8, 8, 2, 1), (9, 9, 3, 2), (7, 7, 2, 2, "same"), (8, 8, 3, 1, "same")),
    "pool-pairs": [
        on_pairs(
            pool_shape, (10, 20, 2, 2), (20, 30, (2, 3), 1), (20, 30, (2, 3)), (20, 30, 2, (1, 2)), (9, 7, (2, 3), None, "same")),
        pool_shape.in_all_forms(windows_in_all_forms),
    ],
    "conv-params": conv2d_params.agrees(diagnose=OF_CONV, examples=40),
    "dense-params": [dense_params.agrees(diagnose=OF_DENSE, examples=40), dense_params.in_all_forms(units_in_all_forms)],
    "params-pairs": [params_pairs, conv2d_params.in_all_forms(counts_in_all_forms)],
    "use-bias": [
        use_bias,
        conv2d_params.in_all_forms(without_bias((7, 11, 3), (3, 8, (2, 5)), (1, 1, (5, 1))), code="params.bias-without-use-bias"),
        dense_params.in_all_forms(without_bias((5, 3), (1, 1)), code="params.bias-without-use-bias"),
    ],
    "whole-numbers": whole_numbers,
})
# fmt: on
