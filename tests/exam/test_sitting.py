"""A sitting from start to end with a clock that is turned by hand and marks that need no model: time, crashes, what counts."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.exam.conftest import NOON, Clock, pretended
from tfkata.errors import GraderError, SubmissionError, UsageError
from tfkata.exam import clock, finishing, journal, paper, result, sitting, words
from tfkata.exam.sitting import Sitting

VERSIONS = {"tfkata": "0"}


pytestmark = pytest.mark.usefixtures("without_data")


@pytest.fixture
def sat(tmp_path: Path, turned: Clock) -> Sitting:
    """A paper of five tasks, just begun."""
    return sitting.begin(tmp_path / "exam", paper.draw(2), clock.now(), VERSIONS)


def hand_in(sat: Sitting, number: int, said: str) -> int:
    (sat.folder / f"task{number}.keras").write_text(said, "utf-8")
    return sitting.submit(sat, number, pretended, clock.now())[0].score


def test_the_files_are_there_and_the_clock_runs(sat: Sitting, turned: Clock) -> None:
    names = {path.name for path in sat.folder.iterdir()}
    assert names >= {f"task{number}.py" for number in range(1, 6)} | {
        f"task{number}" for number in range(1, 6)
    }
    assert sat.seconds_left(turned.turn(minutes=30)) == 270 * 60


def test_the_best_submission_counts_and_only_its_model_is_kept(sat: Sitting, turned: Clock) -> None:
    assert [hand_in(sat, 1, said) for said in ("2", "4", "3", "not a model")] == [2, 4, 3, 0]
    assert sat.best(1).score == 4
    kept = [path.read_text("utf-8") for path in (sat.state / "models").iterdir()]
    assert kept == ["4"]
    again = Sitting(sat.folder)
    assert again.entries == sat.entries
    assert [entry.data["score"] for entry in again.entries[1:]] == [2, 4, 3, 0]


def test_the_first_of_two_equal_scores_counts(sat: Sitting, turned: Clock) -> None:
    hand_in(sat, 2, "3")
    first = sat.best(2).entry
    turned.turn(minutes=5)
    hand_in(sat, 2, "03")
    assert sat.best(2).entry == first


def test_the_code_of_the_best_submission_is_kept(sat: Sitting, turned: Clock) -> None:
    code = sat.folder / "task1.py"
    code.write_text("# the better one", "utf-8")
    hand_in(sat, 1, "4")
    code.write_text("# tried in vain", "utf-8")
    hand_in(sat, 1, "2")
    best = sat.best(1).entry
    assert best is not None
    place = sat.code_of(best)
    assert place is not None
    assert place.read_text("utf-8") == "# the better one"


def test_a_crash_while_marking_leaves_everything_as_it_was(sat: Sitting, turned: Clock) -> None:
    hand_in(sat, 1, "3")

    def crashing(*_: Any) -> Any:
        raise GraderError("the machine fell over")

    (sat.folder / "task1.keras").write_text("5", "utf-8")
    with pytest.raises(GraderError):
        sitting.submit(sat, 1, crashing, clock.now())
    again = Sitting(sat.folder)
    assert again.entries == sat.entries
    assert [path.read_text("utf-8") for path in (again.state / "models").iterdir()] == ["3"]
    assert hand_in(again, 1, "5") == 5


def test_a_closed_laptop_goes_on_and_the_time_gone_is_gone(sat: Sitting, turned: Clock) -> None:
    hand_in(sat, 1, "3")
    turned.turn(hours=4, minutes=50)
    again = Sitting(sat.folder)
    assert words.time_left(again, clock.now()) == "only 10 min left"
    assert hand_in(again, 2, "4") == 4


@pytest.mark.parametrize(
    ("minutes", "warns"),
    [
        (239, False),
        (241, True),
        (296, True),
        (301, False),
    ],
)
def test_warnings(sat: Sitting, turned: Clock, minutes: int, warns: bool) -> None:
    assert sitting.warns(sat.seconds_left(turned.turn(minutes=minutes)), sat.paper.minutes) is warns


def test_a_short_exam_does_not_begin_with_a_warning() -> None:
    assert [sitting.warns(60 * left, 30) for left in (30, 20, 14, 4)] == [False, False, True, True]


def test_when_the_time_is_over_the_journal_is_closed_with_what_was_submitted(
    sat: Sitting, turned: Clock
) -> None:
    hand_in(sat, 1, "5")
    turned.turn(hours=9)
    with pytest.raises(UsageError, match="the exam is over"):
        hand_in(sat, 2, "5")
    assert sat.finished is not None
    assert sat.finished.data == {"by": "time"}
    assert sat.finished.time == NOON + timedelta(minutes=300)
    found = finishing.finish(sat, pretended, clock.now()).result
    assert (found["score"], found["finished_by"], found["minutes_used"]) == (5, "time", 300)


def test_a_submission_counts_by_when_it_began(sat: Sitting, turned: Clock) -> None:
    began = turned.turn(minutes=299, seconds=59)

    def slow(*asked: Any) -> Any:
        turned.turn(minutes=2)
        return pretended(*asked)

    (sat.folder / "task3.keras").write_text("4", "utf-8")
    assert sitting.submit(sat, 3, slow, began)[0].score == 4
    found = finishing.finish(sat, pretended, clock.now())
    assert found.result["finished_by"] == "time"
    assert found.result["tasks"][2]["score"] == 4


def test_a_clock_that_is_turned_back_gives_no_time(sat: Sitting, turned: Clock) -> None:
    turned.turn(hours=4)
    hand_in(sat, 1, "2")
    turned.turn(hours=-3)
    assert Sitting(sat.folder).seconds_left(clock.now()) == 3600
    assert any("went back" in line for line in words.status(sat, clock.now()))
    hand_in(sat, 1, "3")
    assert Sitting(sat.folder).best(1).score == 3
    assert any("turned back" in fault for fault in journal.broken(sat.entries))


def test_finish_twice_writes_the_same(sat: Sitting, turned: Clock) -> None:
    hand_in(sat, 1, "5")
    one = finishing.finish(sat, pretended, turned.turn(minutes=60))
    content = one.archive.read_bytes()
    two = finishing.finish(Sitting(sat.folder), pretended, turned.turn(days=3))
    assert two.result == one.result
    assert len(two.archive.read_bytes()) == len(content)


def test_a_second_exam_in_one_folder_is_refused(sat: Sitting, turned: Clock) -> None:
    with pytest.raises(UsageError, match="started here already"):
        sitting.begin(sat.folder, paper.draw(3), clock.now(), VERSIONS)


def test_nothing_that_is_there_is_written_over(tmp_path: Path, turned: Clock) -> None:
    (tmp_path / "task1.py").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match=r"task1\.py: is there already"):
        sitting.begin(tmp_path, paper.draw(3), clock.now(), VERSIONS)
    assert [path.name for path in tmp_path.iterdir()] == ["task1.py"]


def test_where_no_exam_is(tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match="no exam was started here"):
        Sitting(tmp_path)


def test_a_damaged_journal_is_said_and_not_gone_on_with(sat: Sitting, turned: Clock) -> None:
    hand_in(sat, 1, "2")
    place = sat.state / "journal.jsonl"
    place.write_text(place.read_text("utf-8").replace('"score": 2', '"score": 5'), "utf-8")
    with pytest.raises(UsageError, match="the journal is damaged: line 2 of the journal"):
        Sitting(sat.folder)


def test_links_pipes_and_what_is_too_large_are_no_models(sat: Sitting, turned: Clock) -> None:
    place = sat.folder / "task1.keras"
    with pytest.raises(SubmissionError, match=r"python task1\.py"):
        sitting.submit(sat, 1, pretended, clock.now())
    place.symlink_to(sat.folder / "task1.py")
    with pytest.raises(SubmissionError, match="is a link"):
        sitting.submit(sat, 1, pretended, clock.now())
    place.unlink()
    place.mkdir()
    with pytest.raises(SubmissionError):
        sitting.submit(sat, 1, pretended, clock.now())
    place.rmdir()
    with place.open("wb") as file:
        file.truncate(21 << 20)
    with pytest.raises(SubmissionError, match="clone_model"):
        sitting.submit(sat, 1, pretended, clock.now())
    assert len(sat.entries) == 1


def test_a_task_that_there_is_not(sat: Sitting, turned: Clock) -> None:
    with pytest.raises(UsageError, match="there is no task 6"):
        hand_in(sat, 6, "3")


def test_the_result_says_what_to_practise_and_follows_from_the_journal(sat: Sitting, turned: Clock) -> None:
    for number, said in enumerate(("5", "2", "4", "3", "x"), start=1):
        turned.turn(minutes=10)
        hand_in(sat, number, said)
    found = finishing.finish(sat, pretended, turned.turn(minutes=1)).result
    assert [task["score"] for task in found["tasks"]] == [5, 2, 4, 3, 0]
    assert [task["minutes"] for task in found["tasks"]] == [10] * 5
    assert (found["score"], found["most"], found["passed"]) == (14, 25, False)
    assert not found["tasks"][0]["practise"]
    assert "e07_sequential_cnn" in found["tasks"][1]["practise"]
    assert found["tasks"][1]["feedback"]["code"] == "exam.below-target"
    assert found["tasks"][4]["feedback"] is None
    again = result.of(Sitting(sat.folder).entries)
    assert [task["score"] for task in again["tasks"]] == [5, 2, 4, 3, 0]
    assert json.loads((sat.folder / "result.json").read_text("utf-8")) == found
    assert "14 of 25" in (sat.folder / "report.html").read_text("utf-8")


def test_in_an_exam_only_the_score_is_said_and_in_training_why(tmp_path: Path, turned: Clock) -> None:
    for training in (False, True):
        drawn = paper.draw(5, training=training)
        sat = sitting.begin(tmp_path / str(training), drawn, clock.now(), VERSIONS)
        (sat.folder / "task1.keras").write_text("3", "utf-8")
        mark, _ = sitting.submit(sat, 1, pretended, clock.now())
        said = "\n".join(words.marked(1, mark, sat, clock.now()))
        assert ("below the target" in said) is training
        assert "task 1: 3 of 5" in said
