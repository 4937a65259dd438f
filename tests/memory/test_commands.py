"""`tfkata review`, `progress` and `diagnose` as a learner meets them, with lines instead of a terminal."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tfkata import drills
from tfkata.catalog import records
from tfkata.cli import app, learning
from tfkata.memory import diagnosing, reviewing
from tfkata.memory.attempts import Attempt, Found
from tfkata.memory.history import History
from tfkata.results import CheckResult, ExerciseResult, Outcome, exercise_result
from tfkata.workspace import progress

NOW = datetime(2026, 11, 30, 21, 4, tzinfo=UTC)
DAY = timedelta(days=1)
E03 = records.find("e03")
EXERCISE_CODE = "one-hot.off-by-one"
DRILL_CODE = sorted(c for c in drills.words.codes("parameters") if drills.families_for(c) == ["parameters"])[
    0
]
Tfkata = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tfkata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tfkata:
    """`tfkata("review", typed="12\\n")` runs that command in a work folder; it gives exit code, output and errors."""
    (tmp_path / "exercises").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(learning, "_now", lambda: NOW)

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["tfkata", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            app.main()
        said = capsys.readouterr()
        return int(str(ended.value.code)), said.out, said.err

    return run


def miss(folder: Path, code: str, days_ago: float = 3) -> History:
    history = History.of(folder)
    found = (Found("encode", Outcome.FAILED, code, "Off by one."),)
    history.record(Attempt("e03_one_hot", NOW - days_ago * DAY, Outcome.FAILED, 2, 11, 1, found))
    return history


def answer_of(folder: Path) -> str:
    (due,) = History.of(folder).due(NOW)
    question = reviewing.question(due, History.of(folder), folder)
    assert question is not None
    assert question.drill is not None
    return question.drill.answer


def test_nothing_to_review(tfkata: Tfkata, tmp_path: Path) -> None:
    what = "What you get wrong, in an exercise or a drill, comes back here from the next day on."
    assert tfkata("review") == (0, f"Nothing to review today.\n{what}\n", "")
    miss(tmp_path, EXERCISE_CODE, 0)
    assert tfkata("review") == (0, "Nothing to review today.\nTomorrow: 1 to review.\n", "")


def test_a_right_answer_goes_away_and_a_wrong_one_comes_back_tomorrow(tfkata: Tfkata, tmp_path: Path) -> None:
    history = miss(tmp_path, DRILL_CODE)
    code, out, err = tfkata("review", typed="what?\n-1\n")
    assert (code, err) == (1, "")
    assert "The answer is " in out
    assert out.endswith("0 of 1 right\nTomorrow: 1 to review.\n")
    assert [(r.code, r.right) for r in history.reviews()] == [(DRILL_CODE, False)]
    assert [a.what.partition(":")[0] for a in history.attempts()] == ["e03_one_hot", "parameters"]
    assert history.due(NOW) == []


def test_a_right_answer_stays_away_longer(tfkata: Tfkata, tmp_path: Path) -> None:
    history = miss(tmp_path, DRILL_CODE)
    code, out, _ = tfkata("review", typed=f"{answer_of(tmp_path)}\n")
    assert code == 0
    assert out.endswith("1 of 1 right\nTomorrow: 0 to review.\n")
    assert history.due(NOW + DAY) == []
    assert history.due(NOW + 9 * DAY) != []


@pytest.mark.parametrize("typed", ["", "q\n", "\n\nQUIT\n"])
def test_who_leaves_has_answered_nothing(tfkata: Tfkata, tmp_path: Path, typed: str) -> None:
    history = miss(tmp_path, DRILL_CODE)
    code, out, _ = tfkata("review", typed=typed)
    assert code == 0
    assert out.endswith("\nTomorrow: 1 to review.\n")
    assert (history.reviews(), len(history.attempts())) == ([], 1)


def test_not_knowing_is_wrong_and_no_misconception(tfkata: Tfkata, tmp_path: Path) -> None:
    history = miss(tmp_path, DRILL_CODE)
    code, out, _ = tfkata("review", typed="?\n")
    assert code == 1
    assert "The answer is " in out
    assert [r.right for r in history.reviews()] == [False]
    assert len(history.attempts()) == 1


def test_of_many_some_are_asked(tfkata: Tfkata, tmp_path: Path) -> None:
    for number in range(4):
        miss(tmp_path, DRILL_CODE if number == 0 else f"one-hot.number-{number}", days_ago=9 - number)
    code, out, _ = tfkata("review", "--count", "1", typed="?\n")
    assert code == 1
    assert "1 of 1" in out
    assert len(History.of(tmp_path).due(NOW)) == 3


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[CheckResult]:
    """What grading finds, one after the other, in place of a grader."""
    results: list[CheckResult] = []

    def grade(*_: object) -> ExerciseResult:
        return exercise_result(E03.id, E03.title, [results.pop(0)], seconds=1.0)

    monkeypatch.setattr(learning, "_judged", grade)
    monkeypatch.setattr(reviewing, "draw_about", lambda *_, **__: None)
    return results


def test_an_exercise_is_judged_until_it_says_something_about_the_misconception(
    tfkata: Tfkata, tmp_path: Path, judged: list[CheckResult]
) -> None:
    history = miss(tmp_path, EXERCISE_CODE)
    judged += [
        CheckResult("encode", "", Outcome.NOT_ATTEMPTED, 0, 2),
        CheckResult("encode", "", Outcome.FAILED, 0, 2, "Another.", "one-hot.transposed"),
        CheckResult("encode", "", Outcome.PASSED, 2, 2),
    ]
    code, out, _ = tfkata("review", typed="\n\n\n")
    assert code == 0
    assert "Write it again in review/e03_one_hot.py" in out
    assert "1 of 1 right" in out
    assert [str(a.outcome) for a in history.attempts()] == ["failed", "failed", "passed"]
    assert [path.name for path in (tmp_path / "review").iterdir()] == ["e03_one_hot.py.bak-1"]


def test_the_same_mistake_again_is_told_and_comes_back(
    tfkata: Tfkata, tmp_path: Path, judged: list[CheckResult]
) -> None:
    history = miss(tmp_path, EXERCISE_CODE)
    judged += [CheckResult("encode", "", Outcome.FAILED, 0, 2, "Again.", EXERCISE_CODE)]
    assert tfkata("review", typed="\n")[0] == 1
    assert [r.right for r in history.reviews()] == [False]


def test_progress_in_the_terminal_as_a_page_and_as_data(tfkata: Tfkata, tmp_path: Path) -> None:
    miss(tmp_path, EXERCISE_CODE)
    code, out, err = tfkata("progress")
    assert (code, err) == (0, "")
    assert out.startswith(f"0 of {len(records.exercises())} exercises passed")
    assert max(map(len, out.splitlines())) <= 60
    assert "one-hot: off by one" in out
    assert tfkata("progress", "--html", "p.html", "--export", "p.json") == (
        0,
        "p.html: written\np.json: written\n",
        "",
    )
    assert "one-hot: off by one" in (tmp_path / "p.html").read_text("utf-8")
    exported = json.loads((tmp_path / "p.json").read_text("utf-8"))
    assert (exported["schema"], len(exported["attempts"])) == ("tfkata/history/v1", 1)


def test_progress_where_nothing_is_remembered_makes_no_file(tfkata: Tfkata, tmp_path: Path) -> None:
    assert tfkata("progress")[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["exercises"]
    assert tfkata("progress", "--forget") == (0, "Nothing is remembered here.\n", "")
    code, _, err = tfkata("progress", "--from", "nowhere")
    assert (code, err) == (2, "tfkata: --from nowhere: no such folder\n")


@pytest.mark.parametrize(("typed", "gone"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_all_is_forgotten_after_asking(tfkata: Tfkata, tmp_path: Path, typed: str, gone: bool) -> None:
    miss(tmp_path, EXERCISE_CODE)
    (tmp_path / "exercises/e03_one_hot.py").write_text("mine", "utf-8")
    code, out, _ = tfkata("progress", "--forget", typed=typed)
    assert code == (0 if gone else 1)
    assert "history.sqlite" in out
    assert (History.of(tmp_path).attempts() == []) is gone
    assert (tmp_path / "exercises/e03_one_hot.py").read_text("utf-8") == "mine"


def test_a_damaged_history_is_said_once(tfkata: Tfkata, tmp_path: Path) -> None:
    (tmp_path / ".tfkata").mkdir()
    (tmp_path / ".tfkata/history.sqlite").write_text("no database" * 99, "utf-8")
    code, _, err = tfkata("progress")
    assert (code, err.count("\n")) == (0, 1)
    assert "history.sqlite.damaged-1" in err
    assert tfkata("progress")[2] == ""


def test_init_again_leaves_what_is_remembered_alone(tfkata: Tfkata, tmp_path: Path) -> None:
    miss(tmp_path, EXERCISE_CODE)
    (tmp_path / "exercises/e03_one_hot.py").write_text("mine", "utf-8")
    before = (tmp_path / ".tfkata/history.sqlite").read_bytes()
    code, out, _ = tfkata("init", ".")
    assert code == 0
    assert f"{len(records.exercises()) - 1} exercises written" in out
    assert (tmp_path / ".tfkata/history.sqlite").read_bytes() == before
    assert (tmp_path / "exercises/e03_one_hot.py").read_text("utf-8") == "mine"


def test_diagnose_ends_with_a_plan(tfkata: Tfkata, tmp_path: Path) -> None:
    code, out, err = tfkata("diagnose", "--seed", "4", typed="?\n" * 20)
    assert (code, err) == (0, "")
    assert "Do these first, in about 45 minutes:\n  e01_normalize (10 min): " in out
    assert out.endswith("next: tfkata check e01\n")
    assert History.of(tmp_path).attempts() == []  # `?` is no attempt
    code, out, _ = tfkata("diagnose", "--seed", "4", typed="-1\n-1\nq\n")
    assert "Do these first" in out
    assert History.of(tmp_path).attempts() != []


def test_diagnose_ends_after_fifteen_minutes(tfkata: Tfkata, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnosing, "MINUTES", -1)
    _, out, _ = tfkata("diagnose", typed="?\n" * 20)
    assert "The fifteen minutes are over." in out
    assert "Do these first" in out


def test_what_check_finds_is_remembered(tmp_path: Path) -> None:
    from tfkata.memory.remembering import remember

    checks = [CheckResult(c.id, "", Outcome.PASSED, c.points, c.points) for c in E03.checks]
    result = exercise_result(E03.id, E03.title, checks, seconds=2.5)
    assert remember(tmp_path, [(E03, result)]) == []
    (attempt,) = History.of(tmp_path).attempts()
    assert (attempt.what, attempt.passed, attempt.seconds, len(attempt.checks)) == (
        E03.id,
        True,
        2.5,
        len(E03.checks),
    )
    assert progress.passed(tmp_path) == {E03.id}


def test_the_solutions_are_no_progress() -> None:
    from tfkata.memory.remembering import remember

    solutions = records.kit_folder("solutions")
    before = sorted(solutions.rglob("*"))
    result = exercise_result(E03.id, "", [CheckResult("encode", "", Outcome.FAILED, 0, 2)], seconds=1)
    assert remember(solutions, [(E03, result)]) == []
    assert not (solutions / ".tfkata").exists()
    assert sorted(solutions.rglob("*")) == before


def test_a_drill_is_remembered_and_its_level_follows_on_other_days(tfkata: Tfkata, tmp_path: Path) -> None:
    def answer(seed: int) -> str:
        return drills.make(f"shapes:1:{seed}").answer

    tfkata("drill", "shapes", "--seed", "1", "--count", "2", typed=f"{answer(1)}\n{answer(2)}\n")
    assert tfkata("drill", "shapes", "--seed", "3", "--count", "1", typed=f"{answer(3)}\n")[0] == 0
    assert [a.what for a in History.of(tmp_path).attempts()] == [f"shapes:1:{n}" for n in (1, 2, 3)]
    assert "shapes:2:4" in tfkata("drill", "shapes", "--seed", "4", "--show")[1]


def test_the_file_of_a_drill_is_remembered_as_the_drill(tmp_path: Path) -> None:
    from tfkata.memory.remembering import remember_drill

    (tmp_path / "exercises").mkdir()
    (tmp_path / "drills").mkdir()
    result = exercise_result(E03.id, "", [CheckResult("encode", "", Outcome.FAILED, 0, 2)], seconds=1)
    assert remember_drill(tmp_path / "drills", "data:2:14", E03, result) == []
    assert [a.what for a in History.of(tmp_path).attempts()] == ["data:2:14"]
    assert not (tmp_path / ".tfkata/progress.json").exists()
