"""Begins an exercise: `tfkata author new ID` writes everything that one consists of, from the files in `templates`.

What it writes asks for something simple and is whole: the solution passes, and there is an answer of each kind.
"""

from __future__ import annotations

import contextlib
import keyword
import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

from tfkata.authoring import rules
from tfkata.catalog import bank, records, texts
from tfkata.errors import UsageError

TEMPLATES = Path(__file__).parent / "templates"
_ID = re.compile(r"e\d\d_([a-z][a-z0-9_]*)")
_INIT = '"""$id: $title."""\n'


def create(exercise_id: str, title: str | None = None) -> list[Path]:
    """Write the folder of a new exercise, its solution, stub, and a right and a wrong answer; return the files.

    Raises:
        UsageError: the id or the title cannot be one, or something of that name is there already. Nothing is written then.
    """
    function = _function(exercise_id)
    title = function.replace("_", " ").capitalize() if title is None else title
    if not title.strip() or re.search(r'["\\\n]', title):
        raise UsageError("a title is one line without quotation marks and backslashes")
    names = {"id": exercise_id, "title": title, "function": function, "topic": function.replace("_", "-")}
    files = {path: Template(text).substitute(names) for path, text in _templates(exercise_id).items()}
    stub = records.kit_folder("exercises") / f"{exercise_id}.py"
    _demand_nothing_there(exercise_id, [*files, stub])
    with _all_or_nothing([*files, stub]):
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        records.exercises.cache_clear()
        texts.read.cache_clear()
        rules.sync([records.find(exercise_id)])
    return [*files, stub]


def _function(exercise_id: str) -> str:
    """The function that an exercise of that id asks for: what stands behind its number."""
    found = _ID.fullmatch(exercise_id)
    if found is None or keyword.iskeyword(found[1]):
        raise UsageError(
            f"'{exercise_id}' cannot be the id of an exercise: that is e, two digits, an underscore and a name in lower "
            "case that a function may have, as in e24_center_crop"
        )
    return found[1]


def _templates(exercise_id: str) -> dict[Path, str]:
    """What is written, by where: the record last, because the exercise exists as soon as it is there."""
    folder, answers = records.folder_of(exercise_id), bank.folder(bank.ANSWERS) / exercise_id
    places = {
        "solution.py.txt": records.kit_folder("solutions") / f"{exercise_id}.py",
        "right_added.py.txt": answers / "right_added.py",
        "wrong_squared.py.txt": answers / "wrong_squared.py",
        "wrong_in_place.py.txt": answers / "wrong_in_place.py",
        "checks.py.txt": folder / "checks.py",
        "en.toml": folder / "en.toml",
        "record.toml": folder / "record.toml",
    }
    texts_of = {place: (TEMPLATES / name).read_text("utf-8") for name, place in places.items()}
    return {folder / "__init__.py": _INIT, **texts_of}


def _demand_nothing_there(exercise_id: str, wanted: list[Path]) -> None:
    number, _, name = exercise_id.partition("_")
    for known in records.exercises():
        if known.partition("_")[0] == number or known.partition("_")[2] == name:
            raise UsageError(f"{exercise_id}: there is {known} already, and numbers and names are used once")
    there = [path for path in wanted if path.exists()]
    if there:
        raise UsageError(f"{exercise_id}: {there[0]} is there already: remove it or choose another id")


@contextlib.contextmanager
def _all_or_nothing(files: list[Path]) -> Iterator[None]:
    """Remove what was written if something fails on the way, with the folders that were made for it.

    Raises:
        UsageError: a file cannot be written.
    """
    folders = {path.parent for path in files if not path.parent.exists()}
    try:
        yield
    except BaseException as error:
        for path in files:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in folders:
            with contextlib.suppress(OSError):
                folder.rmdir()
        records.exercises.cache_clear()
        if isinstance(error, OSError):
            raise UsageError(f"nothing was written: {error}") from error
        raise
