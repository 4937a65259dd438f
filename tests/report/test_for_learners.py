"""What stands beside a verdict for a learner: help with broken syntax, printed output, bars, where to go from here."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfkata.catalog import records
from tfkata.report import bars, printed, syntax_help
from tfkata.report.onward import Onward, quoted
from tfkata.results import CheckResult, Evidence, ExerciseResult, Outcome, exercise_result


def no_python(said: str, line: int) -> CheckResult:
    kind, _, message = said.partition(": ")
    evidence = Evidence(traceback=f'  File "e01.py", line {line}\n    x\n    ^\n{said}\n')
    text = f"Your code raised {kind}: {message} (e01.py, line {line})"
    return CheckResult("a", "A", Outcome.CRASHED, 0, 1, text, evidence=evidence)


def test_a_mistake_without_a_name_is_looked_for_in_the_line_above_as_well() -> None:
    unnamed = no_python("SyntaxError: invalid syntax", 3)
    assert "look at the line above" in syntax_help.advice(unnamed)
    assert syntax_help.advice(replace(unnamed, misconception="python.colon")) == ""
    assert syntax_help.advice(no_python("SyntaxError: invalid syntax", 1)) == ""


def test_the_line_is_that_of_the_error_and_not_another_that_python_names() -> None:
    said = "SyntaxError: closing parenthesis ')' does not match opening parenthesis '[' on line 2"
    assert "`[` from line 2 is still open" in syntax_help.advice(
        no_python(said, 3), "a = 1\nx = [1, 2\ny = 3)\n"
    )
    said = "IndentationError: expected an indented block after function definition on line 1"
    assert "`(` from line 2 is still open" in syntax_help.advice(no_python(said, 3), "def f():\nx = (\ny\n")


def test_brackets_that_are_still_open_are_named() -> None:
    text = 'x = [1, (2,\n# a ( in a comment\ns = \')\' + """]\n)"""\ny = 3\n'
    advice = syntax_help.advice(no_python("SyntaxError: invalid syntax", 5), text)
    assert "Where line 5 begins, `[` from line 1 and `(` from line 1 are still open." in advice
    assert "still open" not in syntax_help.advice(
        no_python("SyntaxError: invalid syntax", 5), "x = (1)\n" * 9
    )


@pytest.mark.parametrize("message", ["Your code raised ValueError: SyntaxError: no", "ok"])
def test_other_results_get_no_such_help(message: str) -> None:
    assert syntax_help.advice(CheckResult("a", "A", Outcome.CRASHED, 0, 1, message)) == ""
    assert syntax_help.advice(CheckResult("a", "A", Outcome.FAILED, 0, 1, "SyntaxError: x")) == ""


@given(st.text(alphabet="()[]{}'\"#\\\na ", max_size=80), st.integers(0, 9))
def test_any_text_has_open_brackets_or_none(text: str, line: int) -> None:
    assert isinstance(syntax_help.advice(no_python("SyntaxError: invalid syntax", line), text), str)


@pytest.mark.parametrize("text", ["'" * 300_000, '"""' * 100_000, '"""' + "\\" * 300_001, "(" * 300_000])
def test_no_file_takes_long_to_look_through(text: str) -> None:
    started = time.process_time()
    syntax_help.advice(no_python("SyntaxError: invalid syntax", 2), text)
    assert time.process_time() - started < 20  # with the square of it, hours


BAR = "\x1b[1m{0}/200\x1b[0m \x1b[37m━━━━\x1b[0m 25ms/step - loss: {1}"


def test_a_progress_bar_is_shown_as_it_ended() -> None:
    steps = [BAR.format(" 10", "2.3026 "), BAR.format("120", "0.7   "), BAR.format("200", "0.51")]
    back = "\b" * 40 + "\r"
    assert printed.as_seen(f"before\nEpoch 1/3\n\r{back.join(steps)}\nafter") == (
        "before\nEpoch 1/3\n200/200 ━━━━ 25ms/step - loss: 0.51\nafter"
    )


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc", "abc"),
        ("abc\b\b", "abc"),
        ("abc\b\bXY", "aXY"),
        ("abc\rX", "Xbc"),
        ("a\r\nb", "a\nb"),
        ("a\n\b\b\bb", "a\nb"),
        ("\b\b", ""),
        ("10/100\r20/100\r", "20/100"),
        ("\x1b[31mred\x1b[0m\rRED", "RED"),
    ],
)
def test_as_a_terminal_shows_it(text: str, seen: str) -> None:
    assert printed.as_seen(text) == seen


@given(st.text(alphabet="ab\b\r\n\x1b[m", max_size=60))
def test_whatever_is_printed_is_harmless_when_it_is_shown(text: str) -> None:
    assert not set(printed.as_seen(text)) & {"\b", "\r", "\x1b"}


@pytest.mark.parametrize(
    ("value", "needed", "said"),
    [
        (0.86, 0.77, "accuracy 0.86, needed 0.77"),
        (0.8499, 0.85, "accuracy 0.8499, needed 0.8500"),
        (0.844, 0.845, "accuracy 0.844, needed 0.845"),
        (0.85, 0.85, "accuracy 0.85, needed 0.85"),
        (1.0, 0.965, "accuracy 1.00, needed 0.965"),
    ],
)
def test_a_number_beside_its_bar_shows_which_is_larger(value: float, needed: float, said: str) -> None:
    assert bars.beside("accuracy", value, needed) == said


def test_only_what_has_a_minimum_is_measured_against_one() -> None:
    check = CheckResult("a", "A", Outcome.FAILED, 0, 1, measured={"accuracy": 0.5, "epochs": 3.0})
    assert bars.measured("e16_train", check).startswith("accuracy 0.50, needed 0.")
    assert bars.measured("e01_normalize", check) == ""


def result(name: str, outcome: Outcome) -> ExerciseResult:
    return exercise_result(name, name, [CheckResult("a", "A", outcome, 0, 1)], seconds=0)


def test_the_last_line_says_where_to_go() -> None:
    passed, failed = result("e04_split", Outcome.PASSED), result("e05_batches", Outcome.FAILED)
    onward = Onward(4, 23, "e05_batches")
    assert onward.after([passed]) == "4 of 23 · next: e05_batches · tfkata solution e04 is open"
    assert onward.after([passed, passed]) == "4 of 23 · next: e05_batches"
    assert onward.after([passed, failed]) == "next: `tfkata check e05`, or `tfkata hint e05`"
    assert "you have passed them all" in Onward(23, 23, "").after([passed])
    elsewhere = Onward(4, 23, "e05_batches", f" --from {quoted('my work')}", {"e06": "x"})
    assert "`tfkata check e05 --from 'my work'`" in elsewhere.after([failed])
    untouched = Onward(0, 23, "", files={"e06_dense": quoted("a b/e06_dense.py")})
    assert "open 'a b/e06_dense.py'" in untouched.after(
        [result(records.find("e06").id, Outcome.NOT_ATTEMPTED)]
    )
