"""What to do about a file that is no Python: where else to look, and the brackets that are still open there.

The text is looked through from left to right, once; nothing is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfkata.results import CheckResult, Outcome

_ERROR = re.compile(r"^(SyntaxError|IndentationError|TabError): (.*)", re.MULTILINE)
_LINE = re.compile(r", line (\d{1,7})\b")  # of the error; in the words of Python there may be another
_PARTS = re.compile(
    r"#[^\n]*|'''(?:[^\\]|\\.)*?(?:'''|\Z)|\"\"\"(?:[^\\]|\\.)*?(?:\"\"\"|\Z)"
    r"|'(?:[^'\\\n]|\\.)*'?|\"(?:[^\"\\\n]|\\.)*\"?|[()\[\]{}]|\n",
    re.DOTALL,
)
_CLOSES = {")": "(", "]": "[", "}": "{"}
_ABOVE = (
    "Python notices a mistake only where it cannot go on: look at the line above, too. "
    "A bracket, a quote or a comma missing there is reported here."
)


def is_no_python(result: CheckResult) -> bool:
    """Whether the file could not even be read as Python, so that nothing in it was called."""
    return result.outcome is Outcome.CRASHED and _ERROR.search(_said(result)) is not None


def advice(result: CheckResult, text: str = "") -> str:
    """What to do about a SyntaxError that has no explanation of its own, and which brackets of `text` are still open there."""
    if not is_no_python(result):
        return ""
    said = _said(result)
    place = _LINE.search(said)
    line = int(place[1]) if place else 0
    parts = [_ABOVE] if result.misconception is None and line > 1 else []
    opened = [] if result.misconception == "python.bracket-open" else _still_open(text, line)
    if opened:
        named = " and ".join(f"`{bracket}` from line {number}" for bracket, number in opened[-2:])
        parts.append(f"Where line {line} begins, {named} {'is' if len(opened) == 1 else 'are'} still open.")
    return " ".join(parts)


def _said(result: CheckResult) -> str:
    traceback = result.evidence.traceback if result.evidence is not None else None
    return f"{result.message}\n{traceback or ''}"


def _still_open(text: str, line: int) -> list[tuple[str, int]]:
    """The brackets that are open where a line (from 1) begins, each with the line that opened it."""
    opened: list[tuple[str, int]] = []
    for bracket, number in _brackets(text):
        if number >= line:
            break
        if bracket not in _CLOSES:
            opened.append((bracket, number))
        elif opened and opened[-1][0] == _CLOSES[bracket]:
            opened.pop()
    return opened


def _brackets(text: str) -> Iterator[tuple[str, int]]:
    """The brackets outside of strings and comments, with their lines."""
    number = 1
    for found in _PARTS.finditer(text):
        part = found.group()
        if part in "()[]{}":
            yield part, number
        number += part.count("\n")
