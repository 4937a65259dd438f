"""What `tfkata check` shows of an exercise."""

from __future__ import annotations

import pytest
from rich.console import Console

from tfkata.report import terminal
from tfkata.results import CheckResult, Evidence, Outcome, exercise_result

WRONG = "You look along the wrong axis."


def shown(*checks: CheckResult, everything: bool = True) -> str:
    console = Console(width=100, color_system=None)
    with console.capture() as capture:
        result = exercise_result("e03_one_hot", "One-hot", list(checks), seconds=0.1)
        console.print(terminal.exercise(result, everything=everything))
    return capture.get()


def failed(name: str, message: str, code: str | None, call: str) -> CheckResult:
    evidence = Evidence(call=call)
    return CheckResult(
        name,
        name.title(),
        Outcome.FAILED,
        0.0,
        1.0,
        message,
        misconception=code,
        hint="Draw it.",
        evidence=evidence,
    )


def test_a_mistake_that_costs_two_checks_is_explained_once_and_shown_twice() -> None:
    text = shown(failed("decode", WRONG, "decode.wrong-axis", "decode(a)"), failed("ties", WRONG, "decode.wrong-axis", "decode(b)"),
                 CheckResult("empty", "Empty", Outcome.PASSED, 1.0, 1.0))  # fmt: skip
    assert text.count(WRONG) == text.count("[decode.wrong-axis]") == text.count("Draw it.") == 1
    assert "The same as at decode above." in text
    assert "decode(a)" in text
    assert "decode(b)" in text


def test_what_was_tried_and_found_twice_is_shown_once() -> None:
    text = shown(failed("parameters", WRONG, "model.missing-layer", "build_model()"), failed("function", WRONG, "model.missing-layer", "build_model()"))  # fmt: skip
    assert text.count("build_model()") == 1


def test_messages_without_a_name_are_each_said() -> None:
    text = shown(failed("a", "Not right.", None, "f(1)"), failed("b", "Not right.", None, "f(2)"), failed("c", "Other.", None, "f(3)"))  # fmt: skip
    assert text.count("Not right.") == 2


def test_what_nobody_has_begun_takes_one_line_however_narrow_the_terminal() -> None:
    untouched = CheckResult("a", "A", Outcome.NOT_ATTEMPTED, 0.0, 1.0, "Not written yet.")
    console = Console(width=60, color_system=None)
    with console.capture() as capture:
        console.print(
            terminal.exercise(exercise_result("e03_one_hot", "One-hot " * 9, [untouched], seconds=0.1))
        )
    (line,) = capture.get().splitlines()
    assert line.startswith("○ e03_one_hot           not attempted     0/1  One-hot ")
    assert line.endswith("…")


def test_carets_that_would_point_at_something_else_are_left_out() -> None:
    short = '  File "e16.py", line 3, in train\n    model.fit(x)\n    ^^^^^^^^^^^^'
    assert terminal.without_stray_carets(short) == short
    long = (
        f'  File "e16.py", line 3, in train\n    model.fit(x, {"y" * 70})\n    {"^" * 80}\n\n  File "e16.py"'
    )
    assert terminal.without_stray_carets(long).split("\n")[-3:] == [
        f"    model.fit(x, {'y' * 70})",
        "",
        '  File "e16.py"',
    ]


def test_how_a_check_ended_is_read_however_long_its_title_is() -> None:
    long = CheckResult("two", "a title " * 12, Outcome.CRASHED, 0.0, 2.0, "Another thing.")
    one = failed("one", WRONG, None, "f(1)")
    text = shown(one, long, everything=False)
    assert [line for line in text.splitlines() if "two" in line and line.endswith("…  0/2  crashed")]
    assert "1 more did not pass: `tfkata check e03 --all` explains it" in text
    assert "2 more did not pass: `tfkata check e03 --all` explains each" in shown(
        one, long, long, everything=False
    )


@pytest.mark.parametrize("width", [40, 60, 80])
def test_the_further_lines_of_a_long_title_stand_under_the_first_word(width: int) -> None:
    long = CheckResult("output", "one number comes out " * 4 + "at last", Outcome.PASSED, 2.0, 2.0)
    short = CheckResult("returns", "A model", Outcome.PASSED, 1.0, 1.0)
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(terminal.exercise(exercise_result("e24_regression", "Cars", [failed("a", "No.", None, "f()"), long, short], seconds=0.1)))  # fmt: skip
    lines = capture.get().splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith("    ✓ output"))
    last = next(place for place, line in enumerate(lines) if line.startswith("    ✓ returns"))
    assert last > first + 1
    assert all(line.startswith("      ") and line[6] != " " for line in lines[first + 1 : last])
    assert all(len(line) <= width for line in lines)
    assert " ".join(" ".join(lines[first:last]).split()).endswith("comes out at last 2/2")
