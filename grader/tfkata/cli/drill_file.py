"""The file of a drill at a terminal: judged each time it is saved, until it passes or the learner leaves."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from tfkata.drills import Drill
    from tfkata.results import ExerciseResult
    from tfkata.watch.files import Seen

LOOK_SECONDS = 0.5  # so that Ctrl-C is heard where a wait without an end would not hear it


def judge_each_save(path: Path, drill: Drill, console: Console) -> Iterator[ExerciseResult]:
    """What was found in each save; each is shown and remembered. Ends after one that passes, and with Ctrl-C."""
    from tfkata.cli import one_folder
    from tfkata.memory.remembering import remember_drill
    from tfkata.report import terminal
    from tfkata.report.clean import clean
    from tfkata.report.onward import quoted
    from tfkata.results import Outcome
    from tfkata.running.runner import Runner
    from tfkata.settings import Settings
    from tfkata.submissions.own_folder import Answer
    from tfkata.workspace import progress
    from tfkata.workspace.answers import shown

    assert drill.exercise is not None
    with Runner(Settings(seed=drill.settings_seed), served=progress.state_folder(path.parent)) as runner:
        for seen in _saves(path, drill.stub):
            if seen.problem:
                click.echo(clean(seen.problem))
                continue
            answer = Answer(drill.exercise, path, seen.text)
            (result,) = one_folder.graded([answer], runner, console)
            console.print(
                terminal.exercise(result, everything=False, text=seen.text, typed=quoted(shown(path)))
            )
            for word in remember_drill(path.parent, drill.id, drill.exercise, result):
                click.echo(f"tfkata: {word}", err=True)
            yield result
            if result.outcome is Outcome.PASSED:
                return


def _saves(path: Path, fresh: str) -> Iterator[Seen]:
    """What stands in a file unless it is fresh, and then whenever it has changed, until Ctrl-C."""
    from tfkata.watch.files import Watcher

    seen: queue.Queue[Seen] = queue.Queue()
    watcher = Watcher(seen.put, lambda _: None)
    there = watcher.watch(path)
    try:
        if there.text != fresh:  # saved already, while this began
            yield there
        while True:
            try:
                yield seen.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                continue
    except KeyboardInterrupt:
        click.echo()
    finally:
        watcher.close()
