"""Issued papers deal out their rows: by what stands in the paper, and by the secret of the course."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.exam.conftest import NOON, Clock
from tests.exam.test_archive import chained, files_of, packed
from tests.exam.test_sitting import VERSIONS
from tfkata.curriculum.d_exam import drawn, images, variant
from tfkata.curriculum.d_exam.drawn import Draw
from tfkata.curriculum.d_exam.task import Task
from tfkata.exam import (
    clock,
    finishing,
    grading,
    issuing,
    paper,
    sitting,
    statement,
    verifying,
    words,
)
from tfkata.exam.marking import Mark
from tfkata.exam.verifying import Course
from tfkata.results import Learner

SECRET = b"a secret of at least thirty-two bytes"
OPENED, OTHER = "e0123456789abcde", "e0000000000abcdf"
SEALED, ANOTHER = "0" * 24 + "12345678", "0" * 24 + "87654321"
FAMILIES = sorted(variant.FAMILIES)
FIXED = ("births", "two", "three", "many", "one", "sunspots", "months", "days", "week")


def task(family: str, opened: str | None = None, sealed: str | None = None) -> Task:
    return variant.task(":".join([family, "3", *filter(None, (opened, sealed))]))


def rows(found: tuple[np.ndarray, np.ndarray]) -> set[bytes]:
    return {np.ascontiguousarray(one).tobytes() for one in found[0]}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_parts_have_the_sizes_for_which_the_limits_were_measured(family: str) -> None:
    plain, opened, whole = task(family), task(family, OPENED), task(family, OPENED, SEALED)
    count = len(plain.held_out()[1])
    assert opened.variant == plain.variant
    if family != "masked":  # as many of each mask as there are of the rarest
        assert opened.values["rows"] == plain.values["rows"]
        assert len(opened.held_out()[1]) == pytest.approx(count / 2, abs=8)
        assert len(whole.held_out()[1]) == pytest.approx(0.9 * count, abs=12)
    assert len(opened.held_out()[1]) < len(whole.held_out()[1])
    assert whole.held_out()[0].dtype == plain.held_out()[0].dtype
    assert whole.held_out()[0].shape[1:] == plain.held_out()[0].shape[1:]


@pytest.mark.parametrize("family", FAMILIES)
def test_what_scores_at_once_counts_in_the_end_and_the_secret_draws_the_rest(family: str) -> None:
    opened = task(family, OPENED)
    one, other = (task(family, OPENED, sealed).held_out() for sealed in (SEALED, ANOTHER))
    if family != "masked":
        assert rows(opened.held_out()) <= rows(one)
    assert one[0].tobytes() == task(family, OPENED, SEALED).held_out()[0].tobytes()
    assert rows(one) != rows(other)
    assert rows(opened.held_out()) != rows(task(family, OTHER).held_out())
    # What the learner gets does not depend on the secret.
    if family in ("digits", "mileage", "counts", "week"):
        assert opened.files() == task(family, OPENED, SEALED).files()


@pytest.mark.parametrize("family", ["digits", "clothes", "parity", "mileage", "diabetes", "tumours"])
def test_no_row_to_train_on_is_held_out(family: str) -> None:
    chance = random.Random(7)
    name = variant.measured(variant.FAMILIES[family])[0]
    whole = variant.FAMILIES[family].make(name, chance, Draw(OPENED, SEALED))
    if family in ("digits", "clothes", "parity"):
        source, groups = images.DRAWN[name]
        load = drawn.dealt(
            Draw(OPENED, SEALED), lambda part: images.chosen(source, part, groups), classes=True
        )
        own, out = load("train")[0], load("held_out")[0]
        standing = images.chosen(source, "held_out", groups)[0]
        both = {image.tobytes() for image in own} & {image.tobytes() for image in out}
        assert not both
        assert {image.tobytes() for image in own} & {image.tobytes() for image in standing}
        return
    table = np.loadtxt(whole.files()["rows.csv"].decode().splitlines(), delimiter=",", skiprows=1)
    own = {tuple(row) for row in np.round(table[:, :-1].astype(np.float32), 3).tolist()}
    out = {tuple(row) for row in np.round(whole.held_out()[0], 3).tolist()}
    assert len(own & out) <= 2  # two cars may be alike


def test_rows_that_cannot_change_places_stay_where_they_are() -> None:
    for family in FIXED:
        assert task(family).values["rows"] == task(family, OPENED).values["rows"]
        assert rows(task(family, OPENED, SEALED).held_out()) <= rows(task(family).held_out())


def test_a_full_set_gives_rows_that_do_not_come_with_tfkata(monkeypatch: pytest.MonkeyPatch) -> None:
    """The full set here is one of our own: whether the real one is on this computer makes no difference."""
    far = (np.full((6000, 28, 28), 9, np.uint8), np.arange(6000) % 6)
    far[0][:, 0, 0], far[0][:, 0, 1] = np.arange(6000) % 251, np.arange(6000) // 251
    monkeypatch.setattr(images, "beyond", lambda _: far)
    found = images.make("clothes/six", random.Random(1), Draw("f" + OPENED[1:], SEALED)).held_out()
    own = images.make("clothes/six", random.Random(1), Draw("f" + OPENED[1:])).held_out()
    assert rows(own) <= rows(found)
    assert len(rows(found) - rows(own)) == 480 == round(0.8 * 600)
    assert np.bincount(found[1]).tolist() == [180] * 6


def test_beyond_is_what_does_not_come_with_tfkata() -> None:
    from tfkata.data import full
    from tfkata.data.manifest import HERE

    if full.find("held_out", root=HERE) is None:
        return  # nothing to look at: nothing of a full set can be asked here
    found, labels = images.beyond(images.DRAWN["clothes/ten"][1])
    assert len(found) == len(labels) <= 8000
    known = images.chosen("fashion-mnist", "held_out", images.DRAWN["clothes/ten"][1])[0]
    assert not {one.tobytes() for one in found} & {one.tobytes() for one in known}


@pytest.mark.parametrize(
    "code", ["", "e12", "g0123456789abcde", "E0123456789abcde", "e0123456789abcde:xyz", "e0123456789abcde:"]
)
def test_what_is_no_draw(code: str) -> None:
    with pytest.raises(ValueError, match=r"not the (draw|id)"):
        variant.task(f"digits:1:{code}")


def test_a_paper_that_says_what_is_sealed_is_none() -> None:
    data = paper.draw(1, short=True, opened=f"{OPENED}:{SEALED}").as_data()
    with pytest.raises(ValueError, match="sealed"):
        paper.of_data(data)
    assert paper.of_data(paper.draw(1, short=True, opened=OPENED).as_data()).is_open
    assert not paper.draw(1).is_open


def test_nothing_of_the_secret_stands_in_a_paper() -> None:
    issued = issuing.issue(SECRET, "ada", NOON)
    text = json.dumps(issued.as_data())
    assert issuing.sealed(SECRET, "ada") not in text
    assert (
        issuing.sealed(SECRET, "ada") != issuing.sealed(SECRET, "bob") != issuing.sealed(SECRET + b"!", "bob")
    )
    assert len({one.rpartition(":")[2] for one in issued.paper.tasks}) == 1
    assert "drawn with the secret" in statement.text(1, issued.paper.tasks[0]).replace("\n", " ")
    assert "drawn with the secret" not in statement.text(1, "digits:1").replace("\n", " ")


# --- marked with the secret, and without


def pretended(task_id: str, file: Path, sha256: str, called: str) -> Mark:
    """A file that says which score it gets at once; in the end, it gets one less."""
    said = int(file.read_bytes()) - (1 if variant.is_sealed(task_id) else 0)
    return Mark(said, said / 5, 0.01, 90 if variant.is_sealed(task_id) else 50)


@pytest.fixture
def kept(tmp_path: Path, turned: Clock, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(statement, "write_files", lambda *_: None)
    issued = issuing.issue(SECRET, "ada", NOON)
    sat = sitting.begin(tmp_path / "exam", issued.paper, clock.now(), VERSIONS, issued.as_data())
    for number, said in ((1, "4"), (2, "5"), (3, "4")):
        (sat.folder / f"task{number}.keras").write_text(said, "utf-8")
        sitting.submit(sat, number, pretended, clock.now())
    finished = finishing.finish(sat, pretended, clock.now())
    assert finished.result["final"] is None
    assert any("The final ones count others" in line for line in words.finished(finished.result))
    return finished.archive


def test_with_the_secret_there_are_final_scores(kept: Path) -> None:
    found = verifying.verify(kept, pretended, course=Course.of(SECRET))
    assert (found.faults, found.notes, found.learner) == ([], [], "ada")
    assert found.result is not None
    assert found.result["score"] == 13
    assert found.result["final"] == {"score": 10, "passed": False}
    assert [one["final"]["score"] for one in found.result["tasks"]] == [3, 4, 3, 0, 0]
    assert found.result == verifying.verify(kept, pretended, course=Course.of(SECRET)).result
    told = "\n".join(words.finished(found.result))
    assert "in the end, task 1: 3 of 5" in told
    assert "In the end: 10 of 25: not passed" in told


@pytest.mark.parametrize("course", [None, Course(issuing.public_key(SECRET))])
def test_without_the_secret_it_says_what_it_cannot_do(course: Course | None, kept: Path) -> None:
    found = verifying.verify(kept, pretended, course=course)
    assert found.faults == []
    assert found.result is not None
    assert found.result["final"] is None
    assert "the secret of the course" in found.notes[0]


def test_the_final_scores_are_points(kept: Path) -> None:
    found = verifying.verify(kept, pretended, course=Course.of(SECRET))
    looked = grading.Looked(Learner("ada"), found)
    (graded,) = grading.results([looked])
    assert graded.result.points == 10
    assert "10 of 25; at once 13: not passed" in graded.result.notes[0]


def test_another_secret_gives_no_final_scores(kept: Path) -> None:
    found = verifying.verify(kept, pretended, course=Course.of(SECRET + b"!"))
    assert "was not issued with this key" in found.faults[0]
    assert found.result is not None
    assert found.result["final"] is None


def test_a_paper_with_rows_of_ones_own_choice_is_found(kept: Path) -> None:
    files = files_of(kept)

    def easier(entries: list[Any]) -> None:
        tasks = entries[0].data["paper"]["tasks"]
        entries[0].data["paper"]["tasks"] = [one.rpartition(":")[0] + f":{OTHER}" for one in tasks]

    chained(files, easier)
    other = packed(files, kept.with_name("other.zip"))
    assert (
        "the paper that was sat is another one than was issued"
        in verifying.verify(other, pretended, course=Course.of(SECRET)).faults
    )
