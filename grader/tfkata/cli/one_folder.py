"""Grades the exercises of one folder and shows what is going on meanwhile.

Without training several are graded at a time; trainings have the machine to themselves, because their time limits
are meant for one. Results come in the order of the exercises, whichever ends first.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tfkata.catalog.records import Exercise
from tfkata.errors import SubmissionError
from tfkata.report.live import moving, watching
from tfkata.results import ExerciseResult, exercise_result
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner, unanswered
from tfkata.workspace import answers

Item = tuple[Exercise, Path]


def graded(work: list[Item], runner: Runner, console: Console) -> Iterator[ExerciseResult]:
    """The result of each exercise, in order. A file that cannot be read costs its own exercise and no other.

    Raises:
        SubmissionError: none of the files can be read.
    """
    texts, refused = _read(work, runner.settings.tier)
    runner.prepare([(exercise, text) for (exercise, _), text in texts.items()])
    cores = os.cpu_count() or 1
    many = runner.settings.tier == "quick" and not runner.settings.in_process and len(work) > 1 and cores > 1
    if not many:
        for item in work:
            yield refused[item] if item in refused else _one(*item, texts[item], runner, console)
        return
    yield from _several(work, texts, refused, runner, console, cores)


def _read(work: list[Item], tier: str) -> tuple[dict[Item, str], dict[Item, ExerciseResult]]:
    """Read each file once: the text that is looked at here is the one that is graded."""
    texts: dict[Item, str] = {}
    refused: dict[Item, ExerciseResult] = {}
    first = None
    for exercise, path in work:
        try:
            texts[exercise, path] = answers.read(path)
        except SubmissionError as error:
            first = first or error
            refused[exercise, path] = unanswered(exercise, tier, error)
    if first is not None and not texts:
        raise first
    return texts, refused


def _one(exercise: Exercise, path: Path, text: str, runner: Runner, console: Console) -> ExerciseResult:
    started = time.perf_counter()
    checks = []
    with (
        contextlib.closing(runner.begin(exercise, text, answers.shown(path))) as session,
        watching(console, exercise, session) as live,
    ):
        for asked in exercise.checks_of(runner.settings.tier):
            live.now(asked)
            checks.append(session.check(asked))
    return exercise_result(exercise.id, exercise.title, checks, seconds=time.perf_counter() - started)


def _several(
    work: list[Item],
    texts: dict[Item, str],
    refused: dict[Item, ExerciseResult],
    runner: Runner,
    console: Console,
    jobs: int,
) -> Iterator[ExerciseResult]:
    done = dict(refused)
    running: list[str] = []
    lock = threading.Lock()

    def grade(item: Item, by: Runner) -> ExerciseResult:
        with lock:
            running.append(item[0].id)
        try:
            return by.grade_text(item[0], texts[item], answers.shown(item[1]))
        finally:
            with lock:
                running.remove(item[0].id)

    def line() -> Text:
        with lock:
            return Text(f"{len(done)} of {len(work)} · {', '.join(running)}", style="dim")

    # First what waits for no TensorFlow, while that one still warms up.
    todo = sorted(texts, key=lambda item: item[0].needs != "numpy")
    left = iter(work)
    upcoming = next(left, None)
    with moving(console, line):
        for item, result in in_parallel(todo, grade, runner, jobs=jobs):
            done[item] = result
            while upcoming is not None and upcoming in done:
                yield done[upcoming]
                upcoming = next(left, None)
