"""What stands in the cell of an answer to a drill: read as a text, judged as in a terminal."""

from __future__ import annotations

import pytest

from tfkata import drills
from tfkata.notebook import drill_cells
from tfkata.notebook.learner import check
from tfkata.results import Outcome

NUMBER, SHAPE, CHOICE = (drills.make(name) for name in ("parameters:2:5", "shapes:2:5", "head:1:3"))
PRINTED = next(d for d in (drills.make(f"read:3:{n}") for n in range(99)) if "[" in d.answer)


def outcome(drill: drills.Drill, cell: str) -> Outcome:
    return drill_cells.judged(drill, *drill_cells.spellings(cell)).outcome


@pytest.mark.parametrize(
    "cell",
    [
        "answer_1 = {}",
        "answer_1 = '{}'",
        'answer_1 = "{}"  # weights and biases',
        "answer_1={} # counted twice",
        "answer = {}",
        "{}",
        '"{}"',
        'answer_1 = """{}"""',
        "# YOUR CODE HERE\nraise NotImplementedError()\nanswer_1 = {}",
        "answer_1 = {}\nraise NotImplementedError()",
        "# 3 * 3 * 16\r\nanswer_1 = {}\r\n",
        "answer_12 = {}\n\n\n",
    ],
)
@pytest.mark.parametrize("drill", [NUMBER, SHAPE, CHOICE, PRINTED], ids=lambda drill: drill.family)
def test_each_way_to_write_an_answer(drill: drills.Drill, cell: str) -> None:
    assert outcome(drill, cell.replace("{}", drill.answer)) is Outcome.PASSED
    assert outcome(drill, cell.replace("{}", drill.slips[0].answer)) is Outcome.FAILED


def test_a_printed_value_over_several_lines() -> None:
    over = PRINTED.answer.replace(" ", "\n ", 1)
    assert outcome(PRINTED, f'answer_1 = """{over}"""') is Outcome.PASSED
    assert outcome(PRINTED, f"answer_1 = {over}") is Outcome.PASSED
    assert outcome(PRINTED, f"answer_1 = {over!r}") is Outcome.PASSED


def test_quotes_that_belong_to_the_answer() -> None:
    assert drill_cells.spellings('answer_1 = "it\'s"')[0] == "it's"
    assert drill_cells.spellings("answer_1 = 'a' 'b'") == ["a' 'b", "'a' 'b'"]
    assert drill_cells.spellings("answer_1 = ['a', 'b']")[0] == "['a', 'b']"


@pytest.mark.parametrize(
    "cell", ["", "\n", "# YOUR CODE HERE\nraise NotImplementedError()", "answer_1 = ", "answer_1 = ''"]
)
def test_nothing_written_is_not_attempted(cell: str) -> None:
    assert outcome(NUMBER, cell) is Outcome.NOT_ATTEMPTED


@pytest.mark.parametrize(
    "cell", ["answer_1 = 2 * 160", "print(320)", "import os\nos._exit(0)", "(" * 100_000, "x" * 500_000]
)
def test_nothing_is_run_or_computed(cell: str) -> None:
    assert outcome(NUMBER, cell) is Outcome.NOT_ATTEMPTED


def test_a_check_cell_names_its_drill() -> None:
    line = drill_cells.check_line(NUMBER, 7)
    assert drill_cells.asked(f"# hidden\n{line}\n") == NUMBER
    assert drill_cells.asked('check("e03", "encode")') is None
    assert drill_cells.asked('check("parameters:9:5", answer_1)') is None
    assert drill_cells.asked('check("data:1:5", answer_1)') is None, "a file to write is no cell"


def test_check_judges_a_value_in_a_kernel(capsys: pytest.CaptureFixture[str]) -> None:
    assert float(check(NUMBER.id, int(NUMBER.answer))) == 1.0
    assert float(check(NUMBER.id, NUMBER.answer, points=3)) == 3.0
    assert float(check(NUMBER.id, NUMBER.slips[0].answer)) == 0.0
    assert NUMBER.slips[0].answer in capsys.readouterr().out
