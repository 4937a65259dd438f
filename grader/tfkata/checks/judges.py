"""Judges of one returned value: an array, a number, a plain value. `kit` offers them to check modules."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from tfkata.checks.show import apart
from tfkata.wire.codec import Described, Foreign


@dataclass(frozen=True, slots=True)
class Problem:
    """What a judge finds wrong with one value."""

    message: str
    code: str | None = None
    values: dict[str, Any] = field(default_factory=dict)

    def about(self, part: str) -> Problem:
        """The same problem, of one part of what was returned."""
        return replace(self, message=f"{part}: {self.message}")


Judge = Callable[[Any, Any], Problem | None]


def array(
    *,
    rtol: float = 1e-5,
    atol: float = 0.0,
    dtype: str | tuple[str, ...] | None = None,
    shape: bool = True,
    codes: dict[str, str] | None = None,
) -> Judge:
    """A judge of NumPy arrays (a TensorFlow tensor counts as one, a list does not).

    Args:
        dtype: the dtype wanted, or None where another check asks for it.
        codes: misconception codes for "type", "dtype", "shape" and "values".
    """
    named = codes or {}
    wanted = (dtype,) if isinstance(dtype, str) else dtype

    def judge(got: Any, want: Any) -> Problem | None:
        want = np.asarray(want)
        if not isinstance(got, np.ndarray):
            code = named.get("type") or ("value.list-not-array" if isinstance(got, list) else None)
            text = f"returned {kind_of(got)}, expected a NumPy array"
            return returned_nothing(got) or Problem(text, code)
        if wanted and got.dtype.name not in wanted:
            found = {"got_dtype": got.dtype.name, "want_dtype": wanted[0]}
            text = f"returned an array of dtype {got.dtype.name}, expected {' or '.join(wanted)}"
            return Problem(text, named.get("dtype"), found)
        if shape and got.shape != want.shape:
            found = {"got_shape": str(got.shape), "want_shape": str(want.shape)}
            return Problem(f"returned shape {got.shape}, expected {want.shape}", named.get("shape"), found)
        if not _close(got, want, rtol, atol):
            return Problem("the values differ", named.get("values"))
        return None

    return judge


def array_alone(got: Any, dtype: str | None = None, code: str = "") -> Problem | None:
    """Whether it is an array, and of that dtype, whatever its shape and values are."""
    judge = array(dtype=dtype, codes={"dtype": code} if code else None)
    return judge(got, got if isinstance(got, np.ndarray) else np.zeros(0))


def scalar(*, rtol: float = 1e-5, atol: float = 1e-12) -> Judge:
    """A judge of one number: Python, NumPy, or an array of shape ()."""

    def judge(got: Any, want: Any) -> Problem | None:
        if isinstance(got, np.ndarray) and got.shape == ():
            got = got.item()
        if isinstance(got, bool) or not isinstance(got, int | float | np.number):
            return returned_nothing(got) or Problem(f"returned {kind_of(got)}, expected one number")
        try:
            agrees = math.isclose(float(got), float(want), rel_tol=rtol, abs_tol=atol)
        except OverflowError:
            agrees = False
        return None if agrees else _differs(got, want)

    return judge


def exact() -> Judge:
    """A judge of plain values: equal, numbers of NumPy counting as numbers."""

    def judge(got: Any, want: Any) -> Problem | None:
        if got is None and want is not None:
            return returned_nothing(got)
        if _equal(_plain(got), _plain(want)):
            return None
        return _differs(got, want)

    return judge


def _differs(got: Any, want: Any) -> Problem:
    returned, expected = apart(got, want)
    return Problem(f"returned {returned}, expected {expected}")


def returned_nothing(value: Any) -> Problem | None:
    """The forgotten `return`."""
    if value is None:
        return Problem("returned None: is the `return` missing?", "value.nothing-returned")
    return None


def count(value: Any) -> int:
    """How many numbers there are in a number or an array; 0 for anything else, such as a list of ragged lists."""
    if isinstance(value, np.ndarray):
        return value.size
    return int(isinstance(value, int | float | np.number))


def _close(got: np.ndarray, want: np.ndarray, rtol: float, atol: float) -> bool:
    if got.dtype.kind not in "biuf" or want.dtype.kind not in "biuf":
        return False
    if got.dtype == want.dtype and np.array_equal(got, want):
        return True
    with np.errstate(all="ignore"):
        try:
            return bool(
                np.allclose(got.astype(np.float64), want.astype(np.float64), rtol, atol, equal_nan=True)
            )
        except ValueError:
            return False


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.shape == ()):
        return value.item()
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, tuple):
        return tuple(_plain(part) for part in value)
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value


def _equal(got: Any, want: Any) -> bool:
    try:
        return bool(got == want)
    except ValueError:  # a description with arrays in it
        return False


def kind_of(value: Any) -> str:
    if isinstance(value, Foreign):
        return f"a value of type {value.type_name}"
    if isinstance(value, Described):
        return f"a {value.kind}"
    name = type(value).__name__
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
