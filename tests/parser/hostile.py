"""Texts and notebooks that cost far more to parse than to write; `python -m tests.parser.hostile` reads them all and says
what became of each, and by how much this process has grown meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tfkata.catalog import records
from tfkata.errors import SubmissionError
from tfkata.submissions import parsed
from tfkata.submissions.parsers import Budget

E01 = records.find("e01")
SECONDS = 2.0
RIGHT = "import numpy as np\ndef normalize(images):\n    return np.asarray(images, np.float32) / np.float32(255)\n"
STUB = "\ndef normalize(images):\n    raise NotImplementedError\n"

# What is no Python, or too much of it, has no stub that anybody knows of; what is only odd has one.
TOO_MUCH: dict[str, Callable[[], str]] = {
    "an import of 50,000 dots": lambda: "if False:\n    import a" + ".b" * 50_000,
    "an attribute of 300,000 dots": lambda: "x = a" + ".b" * 300_000,
    "a string of 240,000 fields": lambda: "x = f'" + "{a}" * 240_000 + "'",
    "100,000 signs": lambda: "x = " + "-" * 100_000 + "1",
    "100,000 brackets": lambda: "(" * 100_000,
    "300,000 additions": lambda: "x = " + "1+" * 300_000 + "1",
    "300,000 calls": lambda: "f" + "()" * 300_000,
    "an integer of 500,000 digits": lambda: "x = " + "9" * 500_000,
    "a null": lambda: "x = 1\0",
    "half a letter": lambda: "x = '\ud800'",
}
ODD: dict[str, Callable[[], str]] = {
    "10,000 decorators": lambda: "@a\n" * 10_000 + "def f(): pass",
    "10,000 arguments": lambda: "f = lambda " + ",".join(f"a{n}" for n in range(10_000)) + ": 0",
    "1,000 patterns": lambda: "match x:\n" + "".join(f"    case [[[{n}]]]: pass\n" for n in range(1000)),
    "90 brackets": lambda: "[" * 90 + "]" * 90,
}


def notebook(*sources: Any, **more: Any) -> bytes:
    """A notebook of code cells."""
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": text} for text in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **more}).encode()


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "100,000 lists in each other": lambda: notebook(RIGHT)[:-1] + b', "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "5 million lists": lambda: notebook(RIGHT)[:-1] + b', "x": [' + b"[[]]," * 3_000_000 + b"0]}",
    "100,000 cells": lambda: notebook(*["x = 1"] * 100_000),
    "a number of a million digits": lambda: notebook(RIGHT)[:-1] + b', "x": ' + b"9" * 1_000_000 + b"}",
    "a megabyte of code": lambda: notebook(RIGHT, "x = 1\n" * 200_000),
    "a cell of 80,000 fields": lambda: notebook(RIGHT, *["x = f'" + "{a}" * 80_000 + "'"] * 1),
    "an import of 50,000 dots": lambda: notebook("import a" + ".b" * 50_000, RIGHT),
    "no text": lambda: b"\xff\xfe\x00" * 1000,
    "a file cut off": lambda: notebook(RIGHT)[:-5],
}  # fmt: skip
READABLE: dict[str, Callable[[], bytes]] = {
    "200,000 empty lines and a mistake": lambda: notebook("\n" * 200_000 + "x = (", RIGHT),
    "40,000 magics": lambda: notebook("%ls\n" * 40_000, RIGHT),
    "a list of 100,000 lines": lambda: notebook(["\n"] * 100_000, RIGHT),
    "half a letter": lambda: notebook("mark = '\ud800'", RIGHT),
    "a null": lambda: notebook("mark = 'a\0'", RIGHT),
    "100,000 brackets": lambda: notebook("(" * 100_000, RIGHT),
    "numbers that are none": lambda: notebook(RIGHT)[:-1] + b', "x": [NaN, -Infinity, 1e999]}',
}


def stubs_of(text: str) -> list[str]:
    return sorted(parsed.stubs(E01, text + STUB))


def answer_of(content: bytes) -> str:
    """The text of the answer, or why there is none."""
    try:
        return parsed.answers(content, "e01.ipynb", [E01], Budget(SECONDS))[E01.id]
    except SubmissionError as error:
        return f"Cannot be read: {error}"


def forget_peak() -> None:
    """The most memory is counted from here on (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def peak() -> int:
    """The most memory that this process has had, in kB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def main() -> None:
    parsed.STUB_SECONDS = SECONDS
    bytes(bytearray(b"x") * (700 << 20))  # a driver that has been large: what it starts is not
    texts = {name: make() for name, make in (TOO_MUCH | ODD).items()}
    notebooks = {name: make() for name, make in (UNREADABLE | READABLE).items()}
    stubs_of("x = 1")
    forget_peak()
    before = peak()
    stubs = {name: stubs_of(text) for name, text in texts.items()}
    read = {name: answer_of(content)[-300:] for name, content in notebooks.items()}
    grown = peak() - before
    print(json.dumps({"stubs": stubs, "read": read, "grown": grown, "then": answer_of(notebook(RIGHT))}))


if __name__ == "__main__":
    main()
