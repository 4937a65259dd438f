"""Lines in a narrow terminal: broken between words, and never inside a command that somebody may copy."""

from __future__ import annotations

import re
import shutil
import textwrap

WIDEST = 96
_COMMAND = re.compile(r"`[^`\n]+`|\btfkata (?:[a-z]+ )?[a-z]\w+\b")
_BLANK = "\x1f"  # stands for a blank that no line ends at


def whole(text: str, width: int | None = None, *, indent: str = "") -> str:
    """A text in lines of at most this width, or of the terminal's; what has no place to break is longer.

    A paragraph with an indented line stays as it is; the further lines of others begin with `indent`.

    Example:
        >>> print(whole("next: `tfkata check e01`, or `tfkata hint e01`", 30))
        next: `tfkata check e01`, or
        `tfkata hint e01`
    """
    columns = width or min(WIDEST, shutil.get_terminal_size((80, 24)).columns)
    held = _COMMAND.sub(lambda found: found[0].replace(" ", _BLANK), text)
    parts = (_paragraph(part, columns, indent) for part in held.split("\n\n"))
    return "\n\n".join(parts).replace(_BLANK, " ")


def _paragraph(text: str, width: int, indent: str) -> str:
    if any(line[:1].isspace() for line in text.split("\n")):
        return text
    return textwrap.fill(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
