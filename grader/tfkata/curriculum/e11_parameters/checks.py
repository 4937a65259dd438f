"""e11_parameters: shapes and parameter counts against the references of `tfkata.curriculum.e11_parameters.layer_arithmetic`.

Checks of one direction use square images and plain numbers, so that a confusion of height and width is for the
checks of pairs alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, Problem, check, fail
from tfkata.curriculum.e11_parameters.layer_arithmetic import (
    Ask,
    Diagnosis,
    both,
    conv_count,
    default_strides,
    dense_count,
    diagnose_conv,
    diagnose_dense,
    diagnose_kernel_pairs,
    numbers,
    one_direction,
    pooled,
    same_numbers,
    shape,
    two_directions,
)

# --- shapes


@check("conv-valid")
def conv_valid(candidate: Candidate) -> None:
    agree(
        candidate,
        "conv2d_shape",
        squares("valid"),
        [(7, 7, 3), (7, 7, 3, 2), (8, 8, 3, 2)],
        shape,
        one_direction,
    )


@check("conv-same")
def conv_same(candidate: Candidate) -> None:
    always = [(7, 7, 3, 1, "same"), (28, 28, 3, 2, "same"), (7, 7, 3, 2, "same"), (6, 6, 2, 1, "same")]
    agree(candidate, "conv2d_shape", squares("same"), always, shape, one_direction)


@check("conv-pairs")
def conv_pairs(candidate: Candidate) -> None:
    always = [(10, 20, 3), (20, 30, (3, 5)), (20, 30, 3, (1, 2)), (9, 7, (2, 3), (3, 2), "same")]
    agree_on_pairs(candidate, "conv2d_shape", always, shape)


@check("pool")
def pool(candidate: Candidate) -> None:
    windows = st.tuples(st.integers(2, 5), st.integers(0, 20)).map(lambda w: (w[0] + w[1], w[0] + w[1], w[0]))
    agree(
        candidate, "pool_shape", windows, [(28, 28), (7, 7), (9, 9, 3), (11, 11, 4)], pooled, default_strides
    )


@check("pool-strides")
def pool_strides(candidate: Candidate) -> None:
    always = [(8, 8, 2, 1), (9, 9, 3, 2), (7, 7, 2, 2, "same"), (8, 8, 3, 1, "same")]
    agree(candidate, "pool_shape", squares("valid") | squares("same"), always, pooled, one_direction)


@check("pool-pairs")
def pool_pairs(candidate: Candidate) -> None:
    always = [
        (10, 20, 2, 2),
        (20, 30, (2, 3), 1),
        (20, 30, (2, 3)),
        (20, 30, 2, (1, 2)),
        (9, 7, (2, 3), None, "same"),
    ]
    agree_on_pairs(candidate, "pool_shape", always, pooled)


def agree_on_pairs(
    candidate: Candidate, function: str, always: list[tuple[Any, ...]], expected: Callable[..., Any]
) -> None:
    """Each direction is as the learner's own function has it for a square; whether that is right is not asked here.

    But for a function that does not look at the sizes at all: of that, nothing follows for two directions.
    """

    def judge(got: Any, want: Wanted) -> Problem | None:
        problem = same_numbers(got, want)
        if problem is None or not reacts(candidate, function):
            return problem
        return problem if not np.array_equal(numbers(got), own(want.call)) else None

    def own(call: tuple[Any, ...]) -> np.ndarray:
        """Height and width from two calls for squares, with plain numbers for window and strides."""
        plain = [
            [both(part)[axis] if isinstance(part, tuple) else part for part in call[2:]] for axis in (0, 1)
        ]
        answers = [numbers(candidate.call(function, call[axis], call[axis], *plain[axis])) for axis in (0, 1)]
        return np.array([np.append(answer, [np.nan, np.nan])[axis] for axis, answer in enumerate(answers)])

    kit.agree(
        candidate,
        function,
        arguments=rectangles(),
        always=always,
        expected=lambda *call: Wanted(expected(*call), call),
        judge=judge,
        diagnose=two_directions,
        examples=40,
    )


def reacts(candidate: Candidate, function: str) -> bool:
    """Whether the size of a square counts, and the window or the strides."""

    def ask() -> bool:
        asked = [(20, 20, 3, 1), (10, 10, 3, 1), (20, 20, 5, 1), (20, 20, 3, 2)]
        first, size, window, strides = (numbers(candidate.call(function, *values)) for values in asked)
        return not np.array_equal(first, size) and not (
            np.array_equal(first, window) and np.array_equal(first, strides)
        )

    found: bool = candidate.once(f"{function} reacts", ask)
    return found


class Wanted(tuple[int, int]):
    """A right shape that remembers the call it belongs to."""

    call: tuple[Any, ...]

    def __new__(cls, shape: tuple[int, int], call: tuple[Any, ...]) -> Wanted:
        wanted = super().__new__(cls, shape)
        wanted.call = call
        return wanted


@cache
def squares(padding: str) -> Any:
    """(n, n, window, stride, padding), the window never larger than the image."""
    sizes = st.tuples(st.integers(1, 6), st.integers(0, 24), st.integers(1, 4))
    return sizes.map(lambda s: (s[0] + s[1], s[0] + s[1], s[0], s[2], padding))


@cache
def rectangles() -> Any:
    def arguments(drawn: tuple[Any, ...]) -> tuple[Any, ...]:
        window, strides, more, padding = drawn
        kh, kw = both(window)
        return kh + more[0], kw + more[1], window, strides, padding

    window = st.integers(1, 5) | st.tuples(st.integers(1, 5), st.integers(1, 5))
    strides = st.integers(1, 3) | st.tuples(st.integers(1, 3), st.integers(1, 3))
    more = st.tuples(st.integers(0, 20), st.integers(0, 20))
    return st.tuples(window, strides, more, st.sampled_from(["valid", "same"])).map(arguments)


def agree(
    candidate: Candidate,
    function: str,
    arguments: Any,
    always: Sequence[tuple[Any, ...]],
    expected: Callable[..., Any],
    diagnose: Callable[[Ask], Diagnosis],
) -> None:
    kit.agree(
        candidate,
        function,
        arguments=arguments,
        always=always,
        expected=expected,
        judge=same_numbers,
        diagnose=diagnose,
        examples=40,
    )


# --- parameters


@check("conv-params")
def conv_params(candidate: Candidate) -> None:
    few = st.integers(1, 8)
    always = [(1, 32, 3), (32, 64, 3), (7, 11, 2)]
    agree(candidate, "conv2d_params", st.tuples(few, few, few), always, conv_count, diagnose_conv)


@check("dense-params")
def dense_params(candidate: Candidate) -> None:
    always = [(3136, 100), (100, 10), (1, 1)]
    arguments = st.tuples(st.integers(1, 50), st.integers(1, 50))
    agree(candidate, "dense_params", arguments, always, dense_count, diagnose_dense)


@check("params-pairs")
def params_pairs(candidate: Candidate) -> None:
    """A kernel of a x b is worth a·b kernels of 1 x 1, whatever those are counted as, if the size counts at all."""
    single, four = (numbers(candidate.call("conv2d_params", 3, 8, kernel)) for kernel in (1, 2))

    def judge(got: Any, want: Any) -> Problem | None:
        cells = (want // 8 - 1) // 3
        own = single.shape == four.shape == () and single != four
        as_own = own and np.array_equal(numbers(got), single + (cells - 1) * (four - single) / 3)
        return None if as_own else same_numbers(got, want)

    kernels = st.tuples(st.integers(1, 7), st.integers(1, 7))
    kit.agree(
        candidate,
        "conv2d_params",
        arguments=kernels.map(lambda kernel: (3, 8, kernel)),
        always=[(3, 8, (2, 5)), (3, 8, (5, 1))],
        expected=conv_count,
        judge=judge,
        diagnose=diagnose_kernel_pairs,
        examples=20,
    )


@check("use-bias")
def use_bias(candidate: Candidate) -> None:
    """Without a bias it is the right number, or at least the learner's own less one for each filter or unit."""
    use_bias_of(candidate, "conv2d_params", conv_count, [(7, 11, 3), (1, 4, 1)])
    use_bias_of(candidate, "dense_params", dense_count, [(5, 3), (20, 6)])


def use_bias_of(
    candidate: Candidate, function: str, count: Callable[..., int], calls: list[tuple[int, ...]]
) -> None:
    for values in calls:
        without, including = (candidate.call(function, *values, flag) for flag in (False, True))
        want = count(*values, False)
        problem = same_numbers(without, want)
        counts = numbers(including), numbers(without)
        fewer = counts[0].shape == counts[1].shape == () and counts[0] - counts[1] == values[1]
        if problem is None or fewer:
            continue
        code = problem.code
        if np.array_equal(*counts):
            code = "params.bias-without-use-bias"
        elif np.array_equal(counts[1] - counts[0], values[1]):
            code = "params.use-bias-reversed"
        call = kit.show_call(function, (*values, False))
        fail(code, message=problem.message, call=call, returned=without, expected=want)


@check("whole-numbers")
def whole_numbers(candidate: Candidate) -> None:
    """The type alone: a shape of 3.0 rows or 320.0 parameters."""
    asked: dict[str, tuple[Any, ...]] = {
        "conv2d_shape": (9, 9, 3, 2, "same"),
        "pool_shape": (8, 8),
        "conv2d_params": (1, 32, 3),
        "dense_params": (100, 10),
    }
    for function, values in asked.items():
        got = candidate.call(function, *values)
        parts = got if isinstance(got, tuple | list) else [got]
        if (nothing := kit.returned_nothing(got)) is not None:
            fail(nothing.code, message=nothing.message, call=kit.show_call(function, values), returned=got)
        if not all(is_whole(part) for part in parts if part is not None):
            fail(
                "shape.not-whole-numbers",
                call=kit.show_call(function, values),
                returned=got,
                function=function,
            )


def is_whole(part: Any) -> bool:
    kind = getattr(part, "dtype", np.dtype(type(part)) if isinstance(part, int | float) else np.dtype("O"))
    return not isinstance(part, bool) and kind.kind in "iu"
