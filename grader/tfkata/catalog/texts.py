"""Texts for people, kept as data: misconceptions and hints in TOML, keyed by code, with placeholders.

`curriculum/<exercise id>/<language>.toml` holds what one exercise alone says; codes that several share lie in
`curriculum/shared_texts/<language>/<topic>.toml`, the topic being the part of the code before the dot.
"""

from __future__ import annotations

import string
import textwrap
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tfkata.catalog.records import CURRICULUM, folder_of
from tfkata.errors import SourceError

LANGUAGE = "en"
SHARED = CURRICULUM / "shared_texts"


def hints(exercise_id: str) -> list[str]:
    """The hints of an exercise, gentlest first."""
    return [unwrapped(hint) for hint in read(exercise_id).get("hints", [])]


def codes(exercise_id: str) -> set[str]:
    """The misconception codes that the exercise's own file explains."""
    return set(read(exercise_id).get("misconceptions", {}))


def misconception(exercise_id: str, code: str, values: dict[str, Any]) -> str:
    """The text of a code with what was found filled in.

    Raises:
        SourceError: nobody wrote a text for the code, or it wants a value that was not given.
    """
    entry = _entry(exercise_id, code)
    try:
        return unwrapped(entry["text"]).format_map(values)
    except (KeyError, ValueError, IndexError) as error:
        raise SourceError(f"the text of {code} wants {error}, which the check does not give") from error


def placeholders(exercise_id: str, code: str) -> set[str]:
    """The names of the values that the text of a code wants.

    Raises:
        SourceError: nobody wrote a text for the code.
    """
    parts = string.Formatter().parse(_entry(exercise_id, code)["text"])
    return {name for _, name, _, _ in parts if name is not None}


def next_step(exercise_id: str, check_id: str, code: str | None = None) -> str | None:
    """The hint under a failed check: that of the misconception, else that of the check, else none.

    A hint of the exercise as a whole would be no better than none: it introduces the task, and a learner who is told that
    the last layer is wrong has gone past that.
    """
    own = misconception_hint(exercise_id, code) if code is not None else None
    return own or check_hints(exercise_id).get(check_id)


def misconception_hint(exercise_id: str, code: str) -> str | None:
    """The hint that goes with a code, if it has one.

    Raises:
        SourceError: nobody wrote a text for the code.
    """
    hint = _entry(exercise_id, code).get("hint")
    return unwrapped(hint) if hint else None


def check_hints(exercise_id: str) -> dict[str, str]:
    """What to look at when a check fails and nobody knows why: check id -> hint."""
    found: dict[str, str] = read(exercise_id).get("check_hints", {})
    return {check: unwrapped(hint) for check, hint in found.items()}


def _entry(exercise_id: str, code: str) -> dict[str, str]:
    for place in (exercise_id, code.partition(".")[0], "common"):
        found: dict[str, str] | None = read(place).get("misconceptions", {}).get(code)
        if found is not None:
            return found
    raise SourceError(
        f"no text for the misconception {code} (wanted in curriculum/{exercise_id}/{LANGUAGE}.toml)"
    )


def path_of(name: str) -> Path:
    """The texts of an exercise, or those that several share, by id or topic."""
    shared = SHARED / LANGUAGE / f"{name}.toml"
    return shared if shared.is_file() else folder_of(name) / f"{LANGUAGE}.toml"


def shared() -> list[Path]:
    """The files of what several exercises say."""
    return sorted((SHARED / LANGUAGE).glob("*.toml"))


@cache
def read(name: str) -> dict[str, Any]:
    """Read the texts of an exercise or a topic, as they stand in its file; none where there is no file.

    Raises:
        SourceError: the file is not valid TOML.
    """
    path = path_of(name)
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path.parent.name}/{path.name}: {error}") from error


def unwrapped(text: str) -> str:
    """Paragraphs as single lines (renderers wrap); indented and fenced lines stay as they are."""
    paragraphs = textwrap.dedent(text).strip().split("\n\n")
    return "\n\n".join(p if "\n " in f"\n{p}" or "```" in p else " ".join(p.split("\n")) for p in paragraphs)
