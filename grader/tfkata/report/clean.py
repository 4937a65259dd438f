"""Text that came from a learner's process, made harmless to show.

No terminal escapes, no text that runs backwards, no line that a CI runner would take for a command of its own.
"""

from __future__ import annotations

import re

_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|[@-Z\\-_])")
# The categories Cc and Cs of Unicode, but for newline and tab. Looked for at once: a report has thousands of texts.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
# GitHub: "::command …::" at the start of a line, "##[command]" anywhere; Azure: "##vso["; GitLab: "section_start:".
_COMMANDS = re.compile(r"::(?=[\w-]++[^\n]*?::)|##(?=\w*+\[)|(?<=section)_(?=(?:start|end):)")
_DEFUSED = {"::": ": :", "##": "# #", "_": " "}


def clean(text: str) -> str:
    """Without escape sequences, bidirectional controls, CI commands and control characters but newline and tab."""
    text = without_escapes(text).replace("\r\n", "\n").replace("\r", "\n").translate(_DIRECTION)
    text = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", _without_backspaces(text))
    return _COMMANDS.sub(lambda found: _DEFUSED[found.group()], text)


def without_escapes(text: str) -> str:
    """Without the sequences by which a terminal changes colour, moves the cursor or gets another title."""
    return _ESCAPES.sub("", text)


def _without_backspaces(text: str) -> str:
    """As a terminal would show it: a backspace takes the character before it away, but no line end."""
    if "\b" not in text:
        return text
    kept: list[str] = []
    for c in text:
        if c == "\b" and kept and kept[-1] not in "\n\b":
            kept.pop()
        else:
            kept.append(c)
    return "".join(kept)
