"""The contract of a backend: whether processes are forked, spawned or not started at all, the verdicts are the same."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tfkata.catalog import bank, records
from tfkata.running.backend import Answer
from tfkata.running.launchers import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="fork is what the others are compared with")

WRONG = 5 / 6  # the others only training can tell: they pass the quick checks
SOLUTIONS = 6
EXERCISES = [exercise for exercise in records.exercises().values() if exercise.checks_of("quick")]
ENDS_ITS_PROCESS = ("os._exit", "os.kill", "os.abort")


@dataclass(frozen=True)
class Chosen:
    """Exercises, and the files in which their solutions and wrong answers lie, the solutions first."""

    exercises: list[records.Exercise]
    paths: list[Path]


def wrong_answers(exercises: list[records.Exercise]) -> list[Path]:
    """One wrong answer per exercise, then as many of those that need no TensorFlow: spawned, each imports it again."""
    chance = random.Random(20261130)
    chosen: list[Path] = []
    more: list[Path] = []
    for exercise in exercises:
        pool = [p for p in bank.answers(exercise.id) if p.name.startswith("wrong_") and _fits(p)]
        chance.shuffle(pool)
        chosen.append(pool.pop())
        more += [p for p in pool if Answer(exercise, p.read_text("utf-8"), "").preload == "numpy"]
    return chosen + chance.sample(more, len(exercises))


def _fits(path: Path) -> bool:
    """What ends its process cannot run in ours."""
    text = path.read_text("utf-8")
    return text.startswith("# expect: fail") and not any(word in text for word in ENDS_ITS_PROCESS)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(SOLUTIONS, id=f"{SOLUTIONS} exercises"),
        pytest.param(len(EXERCISES), id="all exercises", marks=pytest.mark.slow),
    ],
)
def answers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Chosen:
    """Solutions and twice as many wrong answers, each in a folder of its own, called like its exercise.

    For half a dozen exercises, from all parts of the catalogue, however many there are: spawned, each answer takes a second or more.
    """
    folder = tmp_path_factory.mktemp("answers")
    exercises = [EXERCISES[n * len(EXERCISES) // request.param] for n in range(request.param)]
    chosen = [(exercise.id, exercise.solution) for exercise in exercises]
    chosen += [(path.parent.name, path) for path in wrong_answers(exercises)]
    paths = []
    for number, (exercise_id, source) in enumerate(chosen):
        paths.append(folder / str(number) / f"{exercise_id}.py")
        paths[-1].parent.mkdir()
        paths[-1].write_text(source.read_text("utf-8"), "utf-8")
    return Chosen(exercises, paths)


def verdicts(answers: list[Path], *options: str, **environment: str) -> list[dict[str, Any]]:
    """What `tfkata check` says of each answer, in order, in a process of its own."""
    folder = answers[0].parent.parent
    found = folder / "result.json"
    command = [sys.executable, "-m", "tfkata", "check", "--tier", "quick", "--format", "json"]
    run = subprocess.run(
        [*command, "--output", str(found), *options, *map(str, answers)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert run.returncode == 1, run.stdout[-4000:] + run.stderr
    assert "--in-process" in options or run.stderr == ""  # in process, answers print where tfkata prints
    exercises: list[dict[str, Any]] = json.loads(found.read_text("utf-8"))["exercises"]
    assert len(exercises) == len(answers)
    return exercises


def told(exercise: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Everything that a learner is told, but for the numbers that Keras gives to names: in one process it goes on counting."""
    parts = ("id", "outcome", "points", "misconception", "message", "hint")
    return [
        tuple(
            re.sub(r"`(functional|sequential)_\d+`", r"`\1`", str(check[part]))
            if check[part]
            else check[part]
            for part in parts
        )
        for check in exercise["checks"]
    ]


@pytest.fixture(scope="module")
def forked(answers: Chosen) -> list[dict[str, Any]]:
    return verdicts(answers.paths)


def test_solutions_pass_and_wrong_answers_do_not(answers: Chosen, forked: list[dict[str, Any]]) -> None:
    outcomes = [exercise["outcome"] for exercise in forked]
    count = len(answers.exercises)
    assert set(outcomes[:count]) == {"passed"}
    assert sum(outcome == "failed" for outcome in outcomes[count:]) >= WRONG * len(outcomes[count:])


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        pytest.param([], {"TFKATA_START": "spawn"}, id="spawn"),
        pytest.param(["--in-process"], {}, id="in process"),
    ],
)
def test_every_backend_gives_the_same_verdicts(
    answers: Chosen, forked: list[dict[str, Any]], options: list[str], environment: dict[str, str]
) -> None:
    others = verdicts(answers.paths, *options, **environment)
    for path, one, other in zip(answers.paths, forked, others, strict=True):
        assert told(other) == told(one), path


def test_unconfined_spawned_candidates_give_the_same_verdicts(
    answers: Chosen, forked: list[dict[str, Any]]
) -> None:
    """As on macOS and Windows, where there are no walls."""
    count = len(answers.exercises)
    few = [0, count // 3, 2 * count // 3, count, count + count // 2]
    found = verdicts([answers.paths[n] for n in few], "--sandbox", "off", TFKATA_START="spawn")
    assert [told(exercise) for exercise in found] == [told(forked[n]) for n in few]
