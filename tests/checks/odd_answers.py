"""Answers that return odd things: what no judge expects, drawn one after the other, alone or in the place of a part.

An answer of this kind may be wrong or crash, but the check that looks at it must not: then we would have failed.
"""

from __future__ import annotations

from tfkata.catalog.records import Exercise

HEADER = """
import datetime as _dt, fractions as _fr, itertools as _it, random as _random, types as _types
import numpy as _np

_CHANCE = _random.Random({seed})
_HOW = {how!r}


class _Thing:
    shape, dtype, ndim = "shape", None, -1

    def __len__(self):
        raise RuntimeError("no length")

    def __repr__(self):
        raise RuntimeError("no text")


class _Dict(dict):
    def __getitem__(self, key):
        raise KeyError(key)


_NAN, _INF = float("nan"), float("inf")
_ODD = [
    lambda: None, lambda: "text", lambda: "", lambda: b"bytes", lambda: True, lambda: -1, lambda: 10**400, lambda: -(2**63),
    lambda: _NAN, lambda: _INF, lambda: -_INF, lambda: 1e308, lambda: 2 + 3j, lambda: _np.complex128(1j), lambda: ..., lambda: NotImplemented,
    lambda: (), lambda: [], lambda: {{}}, lambda: set(), lambda: [[1, 2], [3]], lambda: [[], [None]], lambda: (1,), lambda: ([1.0], [2.0]),
    lambda: {{"a": 1}}, lambda: {{1: 2}}, lambda: {{(1, 2): [3]}}, lambda: {{None: None}}, lambda: _Dict(accuracy=1), lambda: _Thing(), lambda: _Thing,
    lambda: (i for i in range(3)), lambda: iter([]), lambda: _it.count(), lambda: range(3), lambda: (lambda x: x), lambda: _np, lambda: print,
    lambda: _np.array(3.0), lambda: _np.array(None), lambda: _np.array("x"), lambda: _np.array(_NAN), lambda: _np.array([]),
    lambda: _np.zeros((0, 0)), lambda: _np.zeros((0, 3, 0)), lambda: _np.array([None, 1], object), lambda: _np.array(["a", "b"]),
    lambda: _np.array([1j, 2]), lambda: _np.array(["2020-01-01"], "datetime64[D]"), lambda: _np.array([1], "timedelta64[s]"),
    lambda: _np.full((2, 3), _NAN), lambda: _np.full((3,), _INF), lambda: _np.array([1e308, -1e308]), lambda: _np.zeros((1,) * 12),
    lambda: _np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]), lambda: _np.ma.masked, lambda: _np.ma.array([1, 2], mask=[1, 0]),
    lambda: _np.float16(1), lambda: _np.bool_(True), lambda: _np.datetime64("2020"), lambda: _np.str_("x"), lambda: _np.longdouble(1),
    lambda: _np.array([2**63], _np.uint64), lambda: _np.array([True, False]), lambda: _np.random.default_rng(0),
    lambda: _dt.date(2020, 1, 1), lambda: _fr.Fraction(1, 3), lambda: _types.SimpleNamespace(a=1), lambda: ValueError("x"), lambda: int,
    lambda: [[[[[[1]]]]]], lambda: [10**400], lambda: (_NAN, None), lambda: [_np.zeros(2), _np.zeros((2, 2))], lambda: _np.array([[1, 2], [3, 4]])[:, ::-1],
]


def _bent(array):
    kind = _CHANCE.randrange(14)
    if kind == 0:
        return array.astype(object)
    if kind == 1:
        return array.astype(complex)
    if kind == 2:
        return array.astype(str)
    if kind == 3:
        return _np.full(array.shape, _CHANCE.choice([_NAN, _INF, -_INF, 1e308, 0.0, 1.0]))
    if kind == 4:
        return array.tolist()
    if kind == 5:
        return array[:0]
    if kind == 6:
        return array[..., None]
    if kind == 7:
        return array.ravel()
    if kind == 8:
        return array.T
    if kind == 9:
        return array.astype(_CHANCE.choice(["bool", "uint8", "int8", "float16", "uint64", "int64", "float32"]))
    if kind == 10:
        return array.reshape(-1)[:1].reshape(()) if array.size else array
    if kind == 11:
        return _np.concatenate([array, array]) if array.ndim else array
    if kind == 12:
        worse = _np.array(array, float)
        worse.reshape(-1)[:1] = _CHANCE.choice([_NAN, _INF, 1e308, -1])
        return worse
    return array.astype("datetime64[s]") if array.dtype.kind in "iu" else array.astype("S4")


def _odd(right):
    if _HOW == "whole" or (_HOW == "mixed" and _CHANCE.random() < 0.3):
        return _CHANCE.choice(_ODD)()
    if isinstance(right, (tuple, list)) and right and _HOW != "late":
        parts = list(right)
        place = _CHANCE.randrange(len(parts))
        parts[place] = _odd(parts[place])
        return type(right)(parts)
    if isinstance(right, dict) and right and _HOW != "late":
        key = _CHANCE.choice(sorted(right, key=repr))
        return {{**right, key: _odd(right[key])}}
    if isinstance(right, _np.ndarray) and _CHANCE.random() < 0.7:
        return _bent(right)
    return _CHANCE.choice(_ODD)()


def _made_odd(function):
    def answer(*arguments, **named):
        if _HOW == "whole":
            return _odd(None)
        right = function(*arguments, **named)
        return right if _HOW in ("late", "mixed") and _CHANCE.random() < {rightly} else _odd(right)

    return answer


"""
FOOTER = """

for _name, _function in list(globals().items()):
    if callable(_function) and getattr(_function, "__module__", None) == __name__ and not _name.startswith("_"):
        globals()[_name] = _made_odd(_function)
"""


def odd_answer(exercise: Exercise, how: str, seed: int, rightly: float = 0.5) -> str:
    """The reference solution, bent: "whole" returns odd things only, "parts" the right thing with an odd part.

    "mixed" and "late" are right with the chance `rightly`: what only comes to pass behind right answers is reached as well.
    """
    solution = exercise.solution.read_text("utf-8")
    return HEADER.format(seed=seed, how=how, rightly=rightly) + solution + FOOTER
