"""The texts of the drills: `en/<family>.toml`, with placeholders. Families write no text into code."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tfkata.catalog.texts import LANGUAGE, unwrapped
from tfkata.errors import SourceError

HERE = Path(__file__).parent
COMMON = "common"


@cache
def read(family: str) -> dict[str, Any]:
    """Everything in the file of a family.

    Raises:
        SourceError: no file, or no TOML.
    """
    path = HERE / LANGUAGE / f"{family}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"drills/{LANGUAGE}/{family}.toml: {error}") from error


def text(family: str, key: str, /, **values: object) -> str:
    """The text under `[texts]` of a family, or one that all share, with the values filled in.

    Raises:
        SourceError: no such text, or it wants a value that is not given.
    """
    found = read(family).get("texts", {}).get(key) or read(COMMON).get("texts", {}).get(key)
    if found is None:
        raise SourceError(f"drills/{LANGUAGE}/{family}.toml: no text '{key}'")
    return filled(found, values)


def filled(template: str, values: Mapping[str, object]) -> str:
    """A text with its values; code and tables keep their lines."""
    try:
        return string.Formatter().vformat(unwrapped(template), (), values)
    except (KeyError, ValueError, IndexError) as error:
        raise SourceError(f"the text '{template[:40].strip()}…' wants {error}, which is not given") from error


def codes(family: str) -> dict[str, dict[str, str]]:
    """The misconceptions that a family explains: code -> text and hint."""
    found: dict[str, dict[str, str]] = read(family).get("misconceptions", {})
    return found


def misconception(family: str, code: str, values: Mapping[str, object]) -> tuple[str, str | None]:
    """The text of a misconception, and its hint if it has one.

    Raises:
        SourceError: nobody wrote it.
    """
    entry = codes(family).get(code)
    if entry is None:
        raise SourceError(f"drills/{LANGUAGE}/{family}.toml: no text for {code}")
    hint = entry.get("hint")
    return filled(entry["text"], values), filled(hint, values) if hint else None


def place(number: int) -> str:
    """first, second, … for a place counted from 1."""
    ordinals: list[str] = read(COMMON)["ordinals"]
    return ordinals[number - 1]
