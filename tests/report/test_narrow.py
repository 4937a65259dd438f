"""Lines in a narrow terminal: whole words, and commands that can be copied."""

from __future__ import annotations

import pytest
from rich.console import Console

from tfkata.report import terminal
from tfkata.report.narrow import whole
from tfkata.report.onward import Onward
from tfkata.results import CheckResult, Outcome, SubmissionResult, exercise_result

COMMANDS = [
    "next: open exercises/e01_normalize.py, then `tfkata check e01` (or `tfkata hint e01`)",
    "4 of 23 · next: e05_batches · tfkata solution e04 is open",
    "e03 has not passed here yet; `tfkata solution e03_one_hot --anyway` shows the answer.",
]


@pytest.mark.parametrize("width", range(24, 100, 7))
@pytest.mark.parametrize("text", COMMANDS)
def test_no_command_is_broken(text: str, width: int) -> None:
    lines = whole(text, width).split("\n")
    assert " ".join(lines) == text
    for command in ("`tfkata check e01`", "tfkata solution e04", "`tfkata solution e03_one_hot --anyway`"):
        assert (command in text) == any(command in line for line in lines)
    for line in lines:
        assert len(line) <= width or "tfkata" in line or " " not in line


def test_a_paragraph_is_filled_and_code_is_left_alone() -> None:
    text = (
        "1. Two\nlines of prose that go on for longer than that.\n\n    images / 255   # as it is\n\nThe end."
    )
    first, code, last = whole(text, 30, indent="   ").split("\n\n")
    assert first == "1. Two lines of prose that go\n   on for longer than that."
    assert code == "    images / 255   # as it is"
    assert last == "The end."


def test_what_comes_next_is_as_wide_as_the_console() -> None:
    check = CheckResult("range", "", Outcome.FAILED, 0, 1)
    result = exercise_result("e01_normalize", "", [check], seconds=0)
    onward = Onward(3, 23, "e02_channels", options=" --from 'my own work'")
    console = Console(width=47, color_system=None)
    with console.capture() as said:
        console.print(terminal.summary(summary([result]), onward))
    assert said.get().split("\n")[-3:] == [
        "next: `tfkata check e01 --from 'my own work'`,",
        "or `tfkata hint e01 --from 'my own work'`",
        "",
    ]


def summary(exercises: list) -> SubmissionResult:  # type: ignore[type-arg]
    return SubmissionResult(
        exercises=exercises, tier="quick", seed=0, data="embedded", sandbox="strict", trusted=True,
        device="cpu", versions={}, seconds=1.0,
    )  # fmt: skip
