"""Text that came from a learner's process, made harmless to show: no terminal escapes, no text that runs backwards."""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|[@-Z\\-_])")
_BACKSPACES = re.compile(r"[^\n\x08]\x08")
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def clean(text: str) -> str:
    """Without escape sequences, bidirectional controls and control characters but newline and tab."""
    text = _ESCAPES.sub("", text).replace("\r\n", "\n").replace("\r", "\n").translate(_DIRECTION)
    while _BACKSPACES.search(text):
        text = _BACKSPACES.sub("", text)
    return "".join(
        c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )
