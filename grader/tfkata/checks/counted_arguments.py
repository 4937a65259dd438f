"""Errors that count the arguments of a call and name none: which arguments the function has, where Python can tell.

Functions written in C say no more than two numbers. Only Python's own types, built-in functions and the module `math` are
looked at, which keep a signature for most of them.
"""

from __future__ import annotations

import builtins
import inspect
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

_COUNTED = (
    re.compile(
        r"^(?:(?P<owner>\w+)\.)?(?P<call>\w+)\(\) takes (?P<takes>(?:exactly|at least|at most) \w+ (?:positional )?arguments?) \((?P<given>\d+) given\)$"
    ),
    re.compile(
        r"^(?P<call>\w+) expected (?P<takes>(?:at least |at most )?\d+ arguments?), got (?P<given>\d+)$"
    ),
)
_TYPES = (str, list, dict, set, tuple, bytes)


def find(type_name: str, message: str) -> tuple[str, dict[str, str]] | None:
    """The code and the values for an error that counts arguments, or None where their names are not known.

    `str.translate() takes exactly one argument (2 given)` has the code `python.arguments-counted` and the names "`table`".
    """
    found = next((match for match in (at.match(message) for at in _COUNTED) if match), None)
    if found is None or type_name != "TypeError":
        return None
    names = _names(found.groupdict().get("owner") or "", found["call"])
    if not names:
        return None
    values = {name: found[name] for name in ("call", "takes", "given")}
    return "python.arguments-counted", {**values, "names": names}


def _names(owner: str, call: str) -> str:
    """The names of the arguments in their order; "" where Python keeps none, or where the name alone could mean several."""
    known = {_arguments(function) for function in _functions(owner, call)}
    return known.pop() if len(known) == 1 else ""


def _functions(owner: str, call: str) -> Iterator[Callable[..., Any]]:
    named = math if owner == "math" else vars(builtins).get(owner)
    for where in [named] if owner else [builtins, math, *_TYPES]:
        function = getattr(where, call, None)
        if callable(function) and not isinstance(function, type):
            yield function


def _arguments(function: Callable[..., Any]) -> str:
    """Such as "`iterable`, and only by name `key`, `reverse`"; "" where it is not known, as of some functions written in C."""
    try:
        arguments = [one for one in inspect.signature(function).parameters.values() if one.name != "self"]
    except ValueError:
        return ""
    by_name = [f"`{one.name}`" for one in arguments if one.kind is one.KEYWORD_ONLY]
    others = [f"`{one.name}`" for one in arguments if one.kind is not one.KEYWORD_ONLY]
    return ", ".join([*others, *([f"and only by name {', '.join(by_name)}"] if by_name else [])])
