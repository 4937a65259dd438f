"""The tasks: what a learner gets and what the model is given have one form, and no row is in both."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.exam import table
from tfkata.curriculum.d_exam import scoring, series, variant
from tfkata.curriculum.d_exam.task import Task
from tfkata.exam import paper, statement

IDS = [f"{name}:{number}" for number, name in enumerate(variant.FAMILIES)]
VARIANTS = [(family, one) for family in variant.FAMILIES.values() for one in variant.measured(family)]


def loaded(task_id: str, folder: Path) -> dict[str, Any]:
    """What the learner's file defines, its data beside it, as far as it needs no Keras."""
    statement.write_files(folder, 1, task_id)
    text = (folder / "task1.py").read_text("utf-8")
    names: dict[str, Any] = {"__file__": str(folder / "task1.py"), "__name__": "task1"}
    exec(compile(text, "task1.py", "exec"), names)  # noqa: S102
    return names


def test_there_are_four_families_in_each_of_five_categories() -> None:
    assert [len(variant.of_category(category)) for category in variant.CATEGORIES] == [4] * 5


@pytest.mark.parametrize("task_id", [one for one in IDS if statement.category_of(one) != "pictures"])
def test_a_model_is_given_what_load_returns(task_id: str, tmp_path: Path) -> None:
    task = variant.task(task_id)
    found = loaded(task_id, tmp_path)["load"]()
    inputs, right = task.held_out()
    if task.noun == "windows":
        windows, wanted = series.cut(found, *windowed(task))
        assert windows.shape[1:] == inputs.shape[1:] == task.inputs
        assert wanted.shape[1:] == right.shape[1:] == (task.outputs,)
        return
    own, labels = found
    assert own.shape[1:] == inputs.shape[1:] == task.inputs
    assert own.dtype == inputs.dtype
    assert len(own) == len(labels) == task.values["rows"]
    assert 0.5 < float(own.max()) / float(inputs.max()) < 2
    if task.kind == "numbers":
        assert 0.5 < labels.mean() / right.mean() < 2
        return
    numbers = labels.argmax(axis=1) if labels.ndim == 2 else labels
    assert set(numbers.tolist()) == set(right.tolist()) == set(range(max(task.outputs, 2)))


@pytest.mark.parametrize("task_id", [one for one in IDS if statement.category_of(one) == "pictures"])
def test_pictures_come_as_keras_reads_folders(task_id: str, tmp_path: Path) -> None:
    from PIL import Image

    task = variant.task(task_id)
    statement.write_files(tmp_path, 1, task_id)
    folders = sorted(path.name for path in (tmp_path / "task1").iterdir())
    listed = ", ".join(f"{number} {name}" for number, name in enumerate(folders))
    assert listed == task.values["classes"]
    files = sorted((tmp_path / "task1").rglob("*.png"))
    assert len(files) == task.values["rows"]
    shown = np.asarray(Image.open(files[0]))
    assert shown.shape == task.inputs
    inputs, right = task.held_out()
    assert inputs.shape[1:] == task.inputs
    assert inputs.max() > 200
    assert set(right.tolist()) == set(range(len(folders)))


def windowed(task: Task) -> tuple[int, int, int]:
    return task.values["window"], task.values["horizon"], task.outputs


@pytest.mark.parametrize(
    "task_id", [one for one in IDS if statement.category_of(one) in ("numbers", "images")]
)
def test_no_row_that_is_held_out_is_handed_out(task_id: str, tmp_path: Path) -> None:
    """A few rows of small numbers are equal by chance. (Of the other parts of `tfkata.data`, tests/data holds it.)"""
    own, _ = loaded(task_id, tmp_path)["load"]()
    held_out = [row.tobytes() for row in variant.task(task_id).held_out()[0]]
    assert len({row.tobytes() for row in own}.intersection(held_out)) <= len(held_out) // 50


@pytest.mark.parametrize(
    ("family", "name"), VARIANTS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_limits_lie_between_having_learned_nothing_and_the_references(family: Any, name: str) -> None:
    task = family.make(name, random.Random(0))
    measured = scoring.calibration()[name]
    scale = scoring.scale(name, higher=task.higher)
    assert list(scale.limits) == [2, 3, 4, 5]
    assert scale.score(measured["simple"]) == 1
    assert all(scale.score(figure) == 5 for figure in measured["references"])
    ordered = sorted(scale.limits.values(), reverse=not task.higher)
    assert ordered == list(scale.limits.values())
    assert len(set(ordered)) == 4
    assert measured["references"]


def test_a_limit_is_in_the_learners_favour() -> None:
    up = scoring.from_measured(0.1, [0.9333, 0.9341, 0.9356], 0.002, higher=True)
    down = scoring.from_measured(10.0, [2.01, 2.02, 2.03], 0.002, higher=False)
    assert up.limits[5] <= 0.9343 - 0.03 * (0.9343 - 0.1)
    assert down.limits[5] >= 2.02 + 0.03 * (10 - 2.02)
    assert up.score(up.limits[5]) == down.score(down.limits[5]) == 5
    assert up.score(up.limits[5] - 0.001) == 4
    assert down.score(down.limits[4] + 0.01) == 3


def test_a_figure_near_a_limit_is_said() -> None:
    scale = scoring.Scale(True, {2: 0.4, 3: 0.6, 4: 0.8, 5: 0.9})
    assert scale.near(0.605, 0.01) == 2
    assert scale.near(0.595, 0.01) == 3
    assert scale.near(0.65, 0.01) is None


@pytest.mark.parametrize("task_id", IDS)
def test_a_statement_says_everything(task_id: str, tmp_path: Path) -> None:
    task = variant.task(task_id)
    told = statement.text(3, task_id)
    assert "{" not in told
    assert told.startswith(f"Task 3 (category {statement.category_number(task_id)}). ")
    for limit in scoring.scale(task.variant, higher=task.higher).limits.values():
        assert f"{limit:g}" in told
    assert "no Lambda" in told
    assert max(len(line) for line in told.splitlines()) <= statement.WIDTH
    compile(statement.module(3, task_id), "task3.py", "exec")


def test_an_id_decides_everything() -> None:
    for task_id in IDS:
        one, other = variant.task(task_id), variant.task(task_id)
        assert (one.variant, one.values, one.loader) == (other.variant, other.values, other.loader)


@pytest.mark.parametrize("wrong", ["digits", "digits:", "digits:-1", "digits:x", "digits:10000", "digits:٣"])
def test_what_is_no_id_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not the id of a task"):
        variant.task(wrong)


def test_papers_of_two_seeds_differ_and_one_seed_gives_one_paper() -> None:
    papers = [paper.draw(seed) for seed in range(30)]
    assert len({one.tasks for one in papers}) == 30
    assert paper.draw(7).tasks == paper.draw(7).tasks
    assert paper.draw(7).id != paper.draw(7).id
    for one in papers:
        assert [statement.category_number(task) for task in one.tasks] == [1, 2, 3, 4, 5]
    assert {variant.task(task).family for one in papers for task in one.tasks} == set(variant.FAMILIES)


def test_a_short_paper_has_one_task_about_images_or_pictures() -> None:
    papers = [paper.draw(seed, short=True) for seed in range(20)]
    assert {statement.category_of(one.tasks[0]) for one in papers} == {"images", "pictures"}
    assert all((len(one.tasks), one.minutes) == (1, 30) for one in papers)


@pytest.mark.parametrize(
    ("scores", "passed"),
    [
        ([3, 3, 4, 4, 4], True),
        ([5, 5, 5, 5, 2], False),
        ([3, 3, 3, 4, 4], False),
        ([5, 5, 5, 5, 5], True),
        ([0, 0, 0, 0, 0], False),
    ],
)
def test_the_rule_to_pass(scores: list[int], passed: bool) -> None:
    assert paper.draw(1).passed(scores) is passed


def test_the_rule_of_a_short_paper() -> None:
    short = paper.draw(1, short=True)
    assert short.passed([4])
    assert not short.passed([3])
    assert "4 of 5" in short.rule


def test_last_week() -> None:
    inputs = np.arange(28, dtype=np.float32)[None, :, None]
    assert series.last_week(inputs, 1, 1).tolist() == [[21]]
    assert series.last_week(inputs, 1, 7).tolist() == [[21, 22, 23, 24, 25, 26, 27]]
    assert series.last_week(inputs, 1, 14).tolist() == [[21, 22, 23, 24, 25, 26, 27] * 2]
    assert series.last_week(inputs, 3, 1).tolist() == [[23]]


def test_the_page_shows_what_was_measured() -> None:
    text = table.PAGE.read_text("utf-8")
    assert table.written(text) == text, "`python -m tests.exam.table` writes it again"
