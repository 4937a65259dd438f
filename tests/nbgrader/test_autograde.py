"""A class of nbgrader graded in isolation, with nbgrader's own commands around it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.late import Late
from tests.nbgrader.a_class import ANSWERS, FORGERIES, MISHAPS, RIGHT, answer_of, hand_in
from tests.nbgrader.course import Course, cell_of
from tfkata.catalog import records
from tfkata.cli.app import app
from tfkata.errors import UsageError
from tfkata.nbgrader.report import of_class
from tfkata.report.exit_codes import NOT_PASSED
from tfkata.results import ExerciseResult, Outcome
from tfkata.running.runner import Runner
from tfkata.submissions import cell_ids

if TYPE_CHECKING:
    from tfkata.nbgrader.autograde import Tally

autograde = Late("tfkata.nbgrader.autograde")  # these import nbgrader, which takes seconds
graded = Late("tfkata.nbgrader.graded")
submitted = Late("tfkata.nbgrader.submitted")

E03 = records.find("e03")
EVERYBODY = [*ANSWERS, *FORGERIES, *MISHAPS]
REFUSED = {
    "torn": "not a notebook",
    "empty-file": "not a notebook",
    "cells-null": "not a notebook",
    "other-name": "answer.ipynb: not graded under this name; e03_one_hot.ipynb is missing: rename it",
    "no-notebook": "no notebook was handed in",
    "no-date": "'yesterday' is no date",
    "link-to-the-solution": "e03_one_hot.ipynb: is a link",
    "endless-file": "data.bin: is a link",
    "pipe": "e03_one_hot.ipynb: is not an ordinary file",
}
ODD = ["written-by-windows", "utf-16", "Zoë, 张伟 [2]", "half-a-character"]
GRADED = [*EVERYBODY, *ODD]
PATIENCE = "c.Isolated.patience = 0.2\n"  # one of the answers never ends


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = Course.make(tmp_path_factory.mktemp("course"), "e03", more=PATIENCE)
    hand_in(made, EVERYBODY)
    _hand_in_oddly(made)
    return made


def _hand_in_oddly(course: Course) -> None:
    """What is no notebook, or not only one, or not called like one; none of it may stop anybody else."""
    for name in [*REFUSED, *ODD]:
        course.hand_in(name, "e03", RIGHT)
    folder = {name: course.root / "submitted" / name / "ps1" for name in [*REFUSED, *ODD]}
    notebook = f"{E03.id}.ipynb"
    text = (folder["cells-null"] / notebook).read_text("utf-8")
    content = json.loads(text)
    (folder["cells-null"] / notebook).write_text(json.dumps({**content, "cells": None}), "utf-8")
    (folder["torn"] / notebook).write_text('{"cells": [', "utf-8")
    (folder["empty-file"] / notebook).write_bytes(b"")
    (folder["other-name"] / notebook).rename(folder["other-name"] / "answer.ipynb")
    (folder["no-notebook"] / notebook).rename(folder["no-notebook"] / "answer.txt")
    (folder["no-date"] / "timestamp.txt").write_text("yesterday", "utf-8")
    (folder["link-to-the-solution"] / notebook).unlink()
    (folder["link-to-the-solution"] / notebook).symlink_to(course.root / "source/ps1" / notebook)
    (folder["endless-file"] / "data.bin").symlink_to("/dev/zero")
    (folder["pipe"] / notebook).unlink()
    os.mkfifo(folder["pipe"] / notebook)
    (folder["written-by-windows"] / notebook).write_bytes(
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    )
    (folder["utf-16"] / notebook).write_text(text, "utf-16")
    (folder["Zoë, 张伟 [2]"] / "Untitled.ipynb").write_text(text, "utf-8")
    content["cells"][0]["source"] = "\ud800"
    content["cells"][-1]["outputs"] = "none"
    del content["cells"][0]["metadata"]
    (folder["half-a-character"] / notebook).write_text(json.dumps(content), "utf-8")


@pytest.fixture(scope="module")
def tally(course: Course) -> Tally:
    """The whole class, graded once by the code of `tfkata nbgrader autograde`."""
    return autograde.Class(course.root, "ps1").grade(jobs=2)


@pytest.fixture(scope="module")
def scores(course: Course, tally: Tally) -> dict[str, dict[str, float | None]]:
    return course.gradebook()


@pytest.fixture(scope="module")
def as_files(hasty_runner: Runner) -> dict[str, ExerciseResult]:
    """The same code, graded as files. A notebook's imports of tfkata are of its course, and left out of the answer."""
    texts = {answer_of(name) for name in EVERYBODY if name != "lou"}
    imports = "from tfkata.notebook import shown\n"
    return {text: hasty_runner.grade_text(E03, text.replace(imports, "pass\n"), "e03.py") for text in texts}


def test_everybody_is_graded_but_who_handed_in_no_notebook(tally: Tally) -> None:
    assert sorted(tally.graded) == sorted([*EVERYBODY, *ODD])
    assert tally.failed.keys() == REFUSED.keys()
    for name, reason in REFUSED.items():
        assert reason in tally.failed[name]
        assert "\n" not in tally.failed[name]


@pytest.mark.parametrize("name", ODD)
def test_odd_files_and_names_are_graded_all_the_same(
    name: str, scores: dict[str, dict[str, float | None]]
) -> None:
    assert sum(scores[name].values()) == E03.points  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name in EVERYBODY if name != "lou"])
def test_scores_are_those_of_the_same_code_as_a_file(
    name: str, scores: dict[str, dict[str, float | None]], as_files: dict[str, ExerciseResult]
) -> None:
    expected = {f"{E03.id}--{check.id}": check.points for check in as_files[answer_of(name)].checks}
    assert scores[name] == expected


def test_an_answer_that_never_ends_keeps_what_its_other_function_earns(
    scores: dict[str, dict[str, float | None]],
) -> None:
    earned = {cell for cell, points in scores["lou"].items() if points}
    assert earned == {cell_ids.of_check(E03, check) for check in E03.checks if check.functions == ("decode",)}


def test_right_and_wrong_are_among_them(scores: dict[str, dict[str, float | None]]) -> None:
    assert sum(scores["ada"].values()) == E03.points  # type: ignore[arg-type]
    assert 0 < sum(scores["dan"].values()) < E03.points  # type: ignore[arg-type]
    assert sum(scores["gus"].values()) == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name in FORGERIES if name != "source-read"])
def test_forgeries_earn_what_their_code_earns(name: str, scores: dict[str, dict[str, float | None]]) -> None:
    """Wrong code, however it is dressed up: no check of `decode` is passed that a plain wrong answer does not pass."""
    assert all(scores[name][cell] <= points for cell, points in scores["eve"].items())  # type: ignore[operator]


def test_the_instructors_notebook_cannot_be_read(scores: dict[str, dict[str, float | None]]) -> None:
    assert not any(scores["source-read"].values())


def test_a_second_run_has_nothing_to_do(course: Course, tally: Tally) -> None:
    again = autograde.Class(course.root, "ps1").grade(jobs=1)
    assert sorted(again.there_already) == sorted(tally.graded)
    assert again.failed == tally.failed


def test_a_run_that_was_killed_goes_on(course: Course, tally: Tally) -> None:
    """nbgrader leaves the cleaned but ungraded notebook of the submission it was at, and would skip it for ever."""
    path = course.root / "autograded" / "ada" / "ps1" / f"{E03.id}.ipynb"
    graded = path.read_text("utf-8")
    path.chmod(0o644)
    for left in ("", graded[: len(graded) // 2], graded.replace('"outputs": [', '"outputs": [], "was": [')):
        path.write_text(left, "utf-8")
        again = autograde.Class(course.root, "ps1").grade(jobs=1)
        assert again.graded == ["ada"]
        path.chmod(0o644)


def test_a_submission_that_was_changed_is_graded_again(course: Course, tally: Tally) -> None:
    course.hand_in("jo", "e03", RIGHT)
    assert autograde.Class(course.root, "ps1").grade(jobs=1).graded == ["jo"]
    assert sum(course.gradebook()["jo"].values()) == E03.points  # type: ignore[arg-type]


def test_feedback_and_export_by_nbgrader_itself(
    course: Course, scores: dict[str, dict[str, float | None]]
) -> None:
    course.nbgrader("generate_feedback", "ps1", "--student=dan")
    page = (course.root / "feedback/dan/ps1" / f"{E03.id}.html").read_text("utf-8")
    result = next(c for c in cell_of(course.graded("dan", "e03"), f"{E03.id}--encode-dtype")["outputs"])
    assert "one-hot.wrong-dtype" in page
    assert "Hint:" in page
    assert result["data"]["text/plain"] == ["0.0"]
    exported = course.scores()
    for name in ("ada", "dan", "eve", *FORGERIES):
        assert exported[name] == sum(scores[name].values())  # type: ignore[arg-type]


def test_the_class_view_counts_learners(course: Course, tally: Tally) -> None:
    report = of_class(graded.graded_notebooks(course.root, "ps1"))
    by_code = {one.code: one for one in report.misconceptions}
    assert "dan" in by_code["one-hot.wrong-dtype"].learners
    assert report.learners == len(GRADED)
    assert next(c for c in report.checks if c.id == "encode").outcomes[Outcome.PASSED] >= 3
    assert [len(m.learners) for m in report.misconceptions] == sorted(
        (len(m.learners) for m in report.misconceptions), reverse=True
    )


def test_the_commands_say_what_became_of_whom(course: Course, tally: Tally) -> None:
    arguments = ["nbgrader", "autograde", "ps1", "--course", str(course.root)]
    run = CliRunner().invoke(app, arguments, standalone_mode=False)
    assert run.return_value == NOT_PASSED
    assert f"{len(GRADED)} graded before, {len(REFUSED)} could not be" in run.output
    assert f"  torn: {E03.id}.ipynb: not a notebook: " in run.output
    shown = CliRunner().invoke(app, ["nbgrader", "report", "ps1", "--course", str(course.root)]).output
    assert f"{len(GRADED)} learners graded" in shown
    assert "one-hot.wrong-dtype" in shown
    plain = CliRunner().invoke(
        app, ["nbgrader", "report", "ps1", "--course", str(course.root), "--format", "json"]
    )
    assert json.loads(plain.output)["learners"] == len(GRADED)


def test_stock_autograde_with_our_preprocessor_gives_the_same(
    course: Course, tally: Tally, scores: dict[str, dict[str, float | None]]
) -> None:
    """`nbgrader autograde` itself, for two of the class."""
    before = _fingerprint(course, "dan")
    course.nbgrader("autograde", "ps1", "--student=dan", "--force")
    assert course.gradebook()["dan"] == scores["dan"]
    assert _fingerprint(course, "dan") == before


def test_what_is_not_there_is_said(tmp_path: Path, course: Course) -> None:
    with pytest.raises(UsageError, match=r"no nbgrader_config\.py"):
        autograde.Class(tmp_path, "ps1")
    with pytest.raises(UsageError, match="nothing was handed in"):
        autograde.Class(course.root, "ps2").grade(jobs=1)
    with pytest.raises(UsageError, match="nothing is graded yet"):
        graded.graded_notebooks(course.root, "ps2")


def _fingerprint(course: Course, student: str) -> str:
    """Of what the check cells show, without times."""
    outputs = [cell["outputs"][0]["data"]["text/html"] for cell in _checks(course, student)]
    return hashlib.sha256(repr(outputs).encode()).hexdigest()


def _checks(course: Course, student: str) -> list[dict[str, list[dict[str, dict[str, str]]]]]:
    return [
        c for c in course.graded(student, "e03")["cells"] if c["metadata"].get("nbgrader", {}).get("grade")
    ]


@pytest.mark.parametrize(
    "content",
    ['{"cells": 5}', '{"cells": [5, {"source": 3}]}', "[" * 100_000, "3", '{"cells": [{"metadata": []}]}'],
)
def test_a_notebook_of_anything_stops_no_class(tmp_path: Path, content: str) -> None:
    """It answers nothing; what is wrong with it nbgrader says, and of a file beside the graded one nothing is believed."""
    path = tmp_path / f"{E03.id}.ipynb"
    path.write_text(content, "utf-8")
    found = submitted.read("eve", tmp_path)
    assert found.refused or all("def " not in text for _, text in found.answers)
    assert list(graded.graded_from(path)) in ([], [(E03.id, "")])


def _link(path: Path) -> None:
    path.symlink_to(E03.solution)


def _enormous(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(300 << 20)


@pytest.mark.parametrize("make", [_link, _enormous, os.mkfifo])
def test_what_nbgrader_had_better_not_read_is_not_given_to_it(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    path = tmp_path / f"{E03.id}.ipynb"
    make(path)
    found = submitted.read("eve", tmp_path)
    assert (found.answers, f"{E03.id}.ipynb" in found.refused) == ((), True)
