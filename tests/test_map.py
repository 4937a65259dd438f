"""The map: every room is in it, and the files that docs/architecture.md names are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tfkata

PACKAGE = Path(tfkata.__file__).parent
PAGE = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text("utf-8")
NAMED = re.findall(r"`(?:(\w+)/)?(\w+\.py)`(?: `([\w.]+)`)?", PAGE)


def test_the_map_names_every_room_and_no_other() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert set(re.findall(r"^ {3,}\d? +(\w+)/ ", tfkata.__doc__ or "", re.M)) == rooms


def test_the_map_names_every_module_at_the_top() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    assert set(re.findall(r"^    ([a-z_]+)  ", tfkata.__doc__ or "", re.M)) == modules


@pytest.mark.parametrize(("room", "file", "name"), NAMED)
def test_the_page_names_what_is_there(room: str, file: str, name: str) -> None:
    """A module, and what is called in it: `checks/kit.py` `fail`."""
    found = [path for path in PACKAGE.rglob(file) if not room or path.parent.name == room]
    assert found, f"{room}/{file}"
    last = name.rpartition(".")[2]
    assert not last or any(re.search(rf"\b(def|class) {last}\b", path.read_text("utf-8")) for path in found)


def test_the_page_names_many() -> None:
    assert len(NAMED) > 30
