"""Signs for a terminal or file that has few: what tells a pass from a failure must not become the same question mark."""

from __future__ import annotations

import codecs

HANDLER = "tfkata.substitutes"
# One sign for one, so that columns stay where they are.
_GROUPS = {
    "+": "✓╭╮╰╯┌┐└┘├┤┬┴┼",
    "x": "✗×",
    "o": "○",
    "*": "•",
    "-": "·−–—─▔▁",
    "|": "│▌▊▎",
    "#": "█",
    ".": "…",
    ">": "▸→",
    "<": "←",
    "'": "‘’",
    '"': "“”",
    " ": "\N{NO-BREAK SPACE}",
}
_SUBSTITUTES = {ord(sign): plain for plain, signs in _GROUPS.items() for sign in signs}


def register() -> str:
    """Make the handler known, for `errors=`; its name. What it knows no sign for is a question mark."""
    codecs.register_error(HANDLER, _substituted)
    return HANDLER


def _substituted(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_SUBSTITUTES)
    return "".join(sign if sign.isascii() else "?" for sign in text), error.end
