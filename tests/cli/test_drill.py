"""`tfkata drill` as it is used: line by line, with an id, and as a file that `tfkata check` judges."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tfkata import drills
from tfkata.cli import drill as command
from tfkata.cli.app import app
from tfkata.errors import UsageError
from tfkata.memory.history import History


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder, and the current one."""
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["drill", *arguments], input=typed, standalone_mode=False)


def test_an_id_asks_that_question_and_a_right_answer_ends_it(work: Path) -> None:
    answer = drills.make("parameters:2:5").answer
    result = run("parameters:2:5", typed=f"{answer}\n")
    assert result.return_value == 0
    assert "parameters:2:5" in result.output
    assert "1 of 1 right" in result.output


def test_a_wrong_answer_is_told_why_and_may_be_tried_again(work: Path) -> None:
    drill = drills.make("parameters:2:5")
    slip = drill.slips[0]
    result = run(drill.id, typed=f"{slip.answer}\nmany\n{drill.answer}\n")
    told = " ".join(result.output.split())
    assert slip.answer in told
    assert "Type it in digits" in told, "what cannot be read is no miss, and says how answers look"
    assert "0 of 1 right at the first try" in told
    assert f"again: tfkata drill {drill.id}" in told
    assert result.return_value == 1


def test_enter_shows_the_answer_and_how_it_comes_about(work: Path) -> None:
    drill = drills.make("parameters:2:5")
    result = run(drill.id, typed=f"{drill.slips[0].answer}\n\n")
    assert f"The answer is {drill.answer}" in result.output
    assert "output shape" in result.output


def test_not_to_know_is_a_miss_that_nobody_remembers(work: Path) -> None:
    result = run("parameters:2:5", typed="?\n")
    assert f"The answer is {drills.make('parameters:2:5').answer}" in result.output
    assert "0 of 1 right at the first try\nagain: tfkata drill parameters:2:5" in result.output
    assert History.of(work).attempts() == []


def test_the_option_that_is_right_is_told_in_words(work: Path) -> None:
    drill = drills.make("head:1:3")
    right = drill.options["abcdefgh".index(drill.answer)]
    told = " ".join(run(drill.id, typed="?\n").output.split())
    assert f"The answer is {drill.answer}) {' '.join(right.split())}" in told


def test_show_prints_one_and_asks_nothing(work: Path) -> None:
    result = run("read", "--level", "3", "--seed", "4", "--show")
    assert result.return_value == 0
    assert "read:3:4" in result.output
    assert drills.make("read:3:4").statement.splitlines()[-1] in result.output
    assert "answer" not in result.output


def test_levels_follow_and_no_question_comes_twice() -> None:
    asked = command.Asked(("shapes",), None, 3)
    seen = []
    for number, drill in enumerate(asked.drills()):
        seen.append(drill)
        asked.attempts.append((drill.level, True))
        if number == 6:
            break
    assert [drill.level for drill in seen] == [1, 1, 1, 2, 2, 2, 3]
    assert len({drill.note for drill in seen}) == 7


def test_count_and_quit(work: Path) -> None:
    first, second = drills.make("shapes:1:9"), drills.make("shapes:1:10")
    both = run(
        "shapes", "--level", "1", "--seed", "9", "--count", "2", typed=f"{first.answer}\n{second.answer}\n"
    )
    assert "2 of 2 right" in both.output
    assert both.return_value == 0
    quit_ = run("shapes", "--level", "1", "--seed", "9", typed=f"{first.answer}\nq\n")
    assert "1 of 1 right" in quit_.output
    assert run("shapes", typed="").return_value == 0, "no answer, nothing missed"


def test_a_family_that_is_misspelt_is_guessed(work: Path) -> None:
    result = run("shape")
    assert isinstance(result.exception, UsageError)
    assert "did you mean shapes?" in str(result.exception)


def test_the_families_are_listed(work: Path) -> None:
    result = run("--list")
    assert all(name in result.output for name in drills.FAMILIES)
    lines = result.output.splitlines()
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)
    assert all(line[:1].isalpha() or line.startswith(" " * 13) for line in lines)


def test_a_drill_that_is_a_file_is_written_once_and_named(work: Path) -> None:
    result = run("data:2:17")
    path = work / "drills" / "data-2-17.py"
    assert path.read_text("utf-8") == drills.make("data:2:17").stub
    assert "next: tfkata check drills/data-2-17.py" in result.output
    path.write_text("# mine\n", "utf-8")
    assert "left alone" in run("data:2:17").output
    assert path.read_text("utf-8") == "# mine\n"


def test_mend_asks_first_and_then_writes_the_file(work: Path) -> None:
    drill = drills.make("mend:1:3")
    result = run(drill.id, typed=f"{drill.answer}\n")
    assert all(option in " ".join(result.output.split()) for option in drill.options)
    assert (work / "drills" / "mend-1-3.py").read_text("utf-8") == drill.stub


@pytest.mark.parametrize("name", ["drills/data-2-17.py", "data:2:17", "somewhere/else.py"])
def test_check_knows_the_file_of_a_drill(work: Path, name: str) -> None:
    drill = drills.make("data:2:17")
    path = work / (name if name.endswith(".py") else "drills/data-2-17.py")
    path.parent.mkdir(exist_ok=True)
    path.write_text(drill.solution, "utf-8")
    found = command.answer_of([name])
    assert found is not None
    answer, asked = found
    assert answer.exercise.id == "d_data"
    assert answer.text == drill.solution
    assert asked == drill


def test_check_judges_it(work: Path) -> None:
    drill = drills.make("data:1:4")
    (work / "drills").mkdir()
    (work / "drills" / drill.file_name).write_text(drill.solution, "utf-8")
    result = CliRunner().invoke(app, ["check", f"drills/{drill.file_name}"], standalone_mode=False)
    assert result.return_value == 0, result.output


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
def test_at_a_terminal_the_file_is_judged_each_time_it_is_saved(work: Path) -> None:
    import pty

    drill = drills.make("data:1:4")
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tfkata", "drill", drill.id], stdin=its, stdout=its, stderr=its
    )
    os.close(its)
    said = ""

    def wait_for(words: str) -> None:
        nonlocal said
        deadline = time.monotonic() + 60
        while words not in said:
            assert time.monotonic() < deadline, said
            if select.select([ours], [], [], 1)[0]:
                said += os.read(ours, 4096).decode("utf-8", "replace")

    try:
        wait_for("it is judged here")
        file = work / "drills" / drill.file_name
        file.write_text(drill.stub.replace("raise NotImplementedError", "return None"), "utf-8")
        wait_for(f"`tfkata check drills/{drill.file_name} --all` explains")
        file.write_text(drill.solution, "utf-8")
        assert process.wait(60) == 1, "the first save was a miss"
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert [(a.what, str(a.outcome)) for a in History.of(work).attempts()] == [
        (drill.id, "failed"),
        (drill.id, "passed"),
    ]


def test_what_is_no_drill_is_left_to_check(work: Path) -> None:
    (work / "e01.py").write_text("x = 1\n", "utf-8")
    assert command.answer_of(["e01"]) is None
    assert command.answer_of(["e01.py"]) is None
    assert command.answer_of([]) is None
    with pytest.raises(UsageError, match="answered in one line"):
        command.answer_of(["shapes:1:1"])
    with pytest.raises(UsageError, match="writes it"):
        command.answer_of(["data:2:17"])
    with pytest.raises(UsageError, match="one at a time"):
        command.answer_of(["e01", "data:2:17"])
