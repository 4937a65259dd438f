"""A learner's answer as text, and what tracebacks call the file that it lies in."""

from __future__ import annotations

from pathlib import Path

from tfkata.files import reading


def read(path: Path) -> str:
    """Read the text of a learner's file. A link is not followed: it could name any file of the person who grades.

    Raises:
        SubmissionError: missing, a link or no file at all, too large, or not text.
    """
    return reading.read_text(
        path,
        limit=reading.LARGEST_ANSWER,
        missing=f"no such file: `tfkata reset {path.stem}` writes a fresh one",
        advice=reading.IS_THIS_IT,
    )


def shown(path: Path) -> str:
    """Name a file as short as a learner would type it: tracebacks name it in every second line."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)
