"""The catalogue: every record is whole, and an exercise is found by whatever a learner calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import SourceError, UnknownExercise

ALL = list(records.exercises().values())


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_records_are_whole(exercise: Exercise) -> None:
    assert exercise.points == sum(check.points for check in exercise.checks) > 0
    assert exercise.topic in ("data", "model", "objective", "training")
    assert 5 <= exercise.minutes <= 60
    assert {name for check in exercise.checks for name in check.functions} == set(exercise.functions)
    assert exercise.solution.name == exercise.stub.name == f"{exercise.id}.py"
    assert 0 < exercise.call_seconds <= exercise.exercise_seconds


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_the_quick_tier_is_a_part_of_the_full_one(exercise: Exercise) -> None:
    assert exercise.checks_of("full") == exercise.checks
    assert set(exercise.checks_of("quick")) <= set(exercise.checks)
    assert all(check.tier == "quick" for check in exercise.checks_of("quick"))


def test_exercises_come_in_the_order_of_their_numbers() -> None:
    assert list(records.exercises()) == sorted(records.exercises())


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_an_exercise_is_found_by_all_its_names(exercise: Exercise) -> None:
    number, _, name = exercise.id.partition("_")
    digits = number.removeprefix("e")
    for wanted in (exercise.id, f"{exercise.id}.py", number, number.upper(), name, digits):
        assert records.find(wanted) is exercise
    for wanted in (digits.lstrip("0"), f"e{digits.lstrip('0')}"):
        assert records.find(wanted) is exercise


@pytest.mark.parametrize(
    "wanted", ["e99", "", "e", "0", "e00", "..", "e01_", "e01_normalise_", "/etc/passwd"]
)
def test_what_is_no_exercise_is_told_what_to_do(wanted: str) -> None:
    with pytest.raises(UnknownExercise, match="`tfkata list` shows them all"):
        records.find(wanted)


def test_a_slip_of_the_finger_is_told_the_nearest() -> None:
    with pytest.raises(UnknownExercise, match="did you mean e01_normalize"):
        records.find("e01_normalise")


@given(st.text(max_size=20))
def test_any_name_is_found_or_unknown(wanted: str) -> None:
    try:
        found = records.find(wanted)
    except UnknownExercise:
        return
    assert found in ALL


RECORD = """
id = "e90_new"
title = "New"
topic = "data"
minutes = 10
library = "numpy"
functions = ["f"]

[[checks]]
id = "one"
title = "One"
points = 2
functions = ["f"]
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "e90_new" / "record.toml"
    path.parent.mkdir()
    path.write_text(RECORD, "utf-8")
    return path


def test_a_record_gives_an_exercise(record: Path) -> None:
    exercise = records.read_record(record)
    assert (exercise.id, exercise.points, exercise.functions) == ("e90_new", 2, ("f",))
    assert exercise.checks[0].tier == "quick"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "e90_new"', 'id = "e91_other"', "the id is 'e91_other', the folder is called 'e90_new'"),
        ('title = "New"', "", "not a valid record"),
        ('title = "New"', 'title = "New"\ncolour = "red"', "colour"),
        ('title = "New"', "title = ", "not a valid record"),
        ('"numpy"', '"numpie"', "the library is 'numpie': it is one of numpy, tensorflow"),
        (
            'title = "New"',
            'title = "New"\ncategory = "music"',
            "it is one of images, numbers, pictures, text, series",
        ),
        ('title = "One"', 'title = "One"\ntier = "slow"', "unknown tier or function"),
        ('points = 2\nfunctions = ["f"]', 'points = 2\nfunctions = ["g"]', "unknown tier or function"),
        ("points = 2", "points = 0", "worth 0 points"),
        ("points = 2", 'points = "2"', "not a valid record"),
        ('[[checks]]\nid = "one"', '[checks]\nid = "one"', "not a valid record"),
        (
            "[[checks]]",
            '[[checks]]\nid = "one"\ntitle = "x"\npoints = 1\nfunctions = []\n[[checks]]',
            "two checks",
        ),
    ],
)
def test_a_broken_record_is_named(record: Path, old: str, new: str, said: str) -> None:
    assert RECORD.count(old) == 1
    record.write_text(RECORD.replace(old, new), "utf-8")
    with pytest.raises(SourceError, match=r"^e90_new/record\.toml: ") as caught:
        records.read_record(record)
    assert said in str(caught.value)


def test_a_record_that_is_not_text_is_named(record: Path) -> None:
    record.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match=r"^e90_new/record\.toml: "):
        records.read_record(record)
