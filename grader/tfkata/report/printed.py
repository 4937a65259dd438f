"""What a learner's code printed, as a terminal would show it in the end: a progress bar once and not at every step."""

from __future__ import annotations

from tfkata.report.clean import clean, without_escapes


def as_seen(printed: str) -> str:
    """The text to show: settled, and harmless."""
    return clean(settled(without_escapes(printed)))


def settled(printed: str) -> str:
    """Carriage returns begin a line again, backspaces go back in it, and what is written there takes the place of what was.

    Every line costs as much as what was written on it. Control characters of other kinds stay, for `clean` to make harmless.
    """
    if "\r" not in printed and "\b" not in printed:
        return printed
    return "\n".join(map(_settled_line, printed.replace("\r\n", "\n").split("\n")))


def _settled_line(line: str) -> str:
    if "\r" not in line and "\b" not in line:
        return line
    shown: list[str] = []
    at = 0
    for c in line:
        if c == "\r":
            at = 0
        elif c == "\b":
            at = max(0, at - 1)
        else:
            shown[at : at + 1] = [c]
            at += 1
    return "".join(shown).rstrip()
