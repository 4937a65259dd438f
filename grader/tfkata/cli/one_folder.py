"""Grades the exercises of one folder and shows what is going on meanwhile.

Without training several are graded at a time; trainings have the machine to themselves, because their time limits
are meant for one. Results come in the order of the exercises, whichever ends first.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tfkata.report.live import STARTING, moving, watching
from tfkata.results import ExerciseResult, exercise_result
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner, unanswered
from tfkata.submissions import parsed
from tfkata.submissions.own_folder import Answer
from tfkata.workspace.answers import shown

Key = tuple[str, Path]


def _key(answer: Answer) -> Key:
    return answer.exercise.id, answer.path


def graded(work: list[Answer], runner: Runner, console: Console) -> Iterator[ExerciseResult]:
    """The result of each exercise, in order. A file that cannot be read costs its own exercise and no other.

    Raises:
        SubmissionError: none of the files can be read.
    """
    tier = runner.settings.tier
    refused = {
        _key(one): unanswered(one.exercise, tier, one.refused) for one in work if one.refused is not None
    }
    if len(refused) == len(work):
        raise next(answer.refused for answer in work if answer.refused is not None)
    texts = [answer for answer in work if answer.refused is None]
    runner.prepare([(answer.exercise, answer.text) for answer in texts])
    cores = os.cpu_count() or 1
    many = tier == "quick" and not runner.settings.in_process and len(work) > 1 and cores > 1
    if not many:
        for answer in work:
            yield refused.get(_key(answer)) or _one(answer, runner, console)
        return
    yield from _several(work, texts, refused, runner, console, cores)


def _warm(answer: Answer, runner: Runner) -> Callable[[], bool]:
    """Whether what an answer needs has started; of a stub, which needs nothing, nothing is started to find out."""
    begun = parsed.is_surely_begun(answer.exercise, answer.text)
    waits = begun and not runner.settings.in_process

    def is_warm() -> bool:
        nonlocal waits
        waits = waits and not runner.is_warm(answer.exercise, answer.text)
        return not waits

    return is_warm


def _one(answer: Answer, runner: Runner, console: Console) -> ExerciseResult:
    exercise = answer.exercise
    started = time.perf_counter()
    checks = []
    # A debugger in this process has the terminal to itself.
    quiet = Console(quiet=True) if runner.settings.in_process else console
    with (
        contextlib.closing(runner.begin(exercise, answer.text, shown(answer.path))) as session,
        watching(quiet, exercise, session, _warm(answer, runner)) as live,
    ):
        for asked in exercise.checks_of(runner.settings.tier):
            live.now(asked)
            checks.append(session.check(asked))
    return exercise_result(exercise.id, exercise.title, checks, seconds=time.perf_counter() - started)


def _several(
    work: list[Answer],
    texts: list[Answer],
    refused: dict[Key, ExerciseResult],
    runner: Runner,
    console: Console,
    jobs: int,
) -> Iterator[ExerciseResult]:
    done = dict(refused)
    running: list[str] = []
    lock = threading.Lock()

    def grade(answer: Answer, by: Runner) -> ExerciseResult:
        with lock:
            running.append(answer.exercise.id)
        try:
            return by.grade_text(answer.exercise, answer.text, shown(answer.path))
        finally:
            with lock:
                running.remove(answer.exercise.id)

    warm = {answer.exercise.id: _warm(answer, runner) for answer in texts}

    def line() -> Text:
        with lock:
            now = list(running)
        starting = f" · {STARTING}" if not all(warm[name]() for name in now) else ""
        return Text(f"{len(done)} of {len(work)} · {', '.join(now)}{starting}", style="dim")

    # First what waits for no TensorFlow, while that one still warms up.
    todo = sorted(texts, key=lambda answer: answer.exercise.library != "numpy")
    left = iter(work)
    upcoming = next(left, None)
    with moving(console, line):
        for answer, result in in_parallel(todo, grade, runner, jobs=jobs):
            done[_key(answer)] = result
            while upcoming is not None and _key(upcoming) in done:
                yield done[_key(upcoming)]
                upcoming = next(left, None)
