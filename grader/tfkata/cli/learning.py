"""The commands that remember: `tfkata review`, `tfkata progress`, `tfkata diagnose`.

What is asked and what is remembered is made in `tfkata.memory`; here it is put before a learner, line by line, so that it works in a
terminal, through a pipe and with a screen reader.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import textwrap
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfkata.cli import asking
from tfkata.cli.ids import from_folder
from tfkata.report.exit_codes import NOT_PASSED, PASSED
from tfkata.workspace import folder as workspace

if TYPE_CHECKING:
    from rich.console import Console

    from tfkata.memory.diagnosing import Plan
    from tfkata.memory.history import History
    from tfkata.memory.reviewing import Question
    from tfkata.results import ExerciseResult

_FOLDER = click.Path(path_type=Path)

_WHAT_COMES_BACK = "What you get wrong, in an exercise or a drill, comes back here from the next day on."


@click.command()
@from_folder
@click.option(
    "--count", type=click.IntRange(min=1), default=10, show_default=True, help="How many questions at most."
)
def review(folder: Path | None, count: int) -> int:
    """Bring back what you once got wrong: as a small question, or as a fresh exercise.

    A right answer stays away longer each time, a wrong one comes back tomorrow. `q` ends.
    """
    from tfkata.memory import reviewing

    place = folder or workspace.default_folder(Path())
    history, now = _history(place), _now()
    due = history.due(now)
    console = _console()
    right = asked = 0
    if due and sys.stdin.isatty():
        click.echo(asking.KEYS)
    for number, one in enumerate(due[:count], start=1):
        question = reviewing.question(one, history, place)
        if question is None:  # of a later tfkata, or of an exercise that is gone
            continue
        click.echo(f"{number} of {min(len(due), count)}  ", nl=False)
        answer = _reviewed(question, history, console)
        if answer is None:
            break
        history.reviewed(one.code, answer, _now())
        asked, right = asked + 1, right + answer
    if asked:
        click.echo(f"{right} of {asked} right")
    elif not due:
        click.echo("Nothing to review today.")
    tomorrow = history.tomorrow(now)
    click.echo(f"Tomorrow: {tomorrow} to review." if tomorrow or asked else _WHAT_COMES_BACK)
    _say(history)
    return PASSED if right == asked else NOT_PASSED


@click.command()
@from_folder
@click.option("--html", type=_FOLDER, default=None, metavar="FILE", help="Write it as a page of HTML, too.")
@click.option(
    "--export",
    type=_FOLDER,
    default=None,
    metavar="FILE",
    help="Write everything that is remembered, as JSON.",
)
@click.option("--forget", is_flag=True, help="Delete everything that is remembered in this folder.")
def progress(folder: Path | None, html: Path | None, export: Path | None, forget: bool) -> int:
    """Show how far you are: exercises, points by topic, days, and what is least certain."""
    history = _history(folder or workspace.default_folder(Path()))
    if forget:
        return _forget(history)
    from tfkata.files.writing import write_where_asked
    from tfkata.memory import page, standing, terminal

    found = standing.of(history, _now())
    if html is not None:
        write_where_asked(html, page.render(found))
    if export is not None:
        write_where_asked(export, json.dumps(history.export(), indent=1, ensure_ascii=False) + "\n")
    for file in filter(None, (html, export)):
        click.echo(f"{file}: written")
    if html is None and export is None:
        for line in terminal.lines(found, shutil.get_terminal_size().columns):
            click.echo(line)
    _say(history)
    return PASSED


@click.command()
@from_folder
@click.option("--seed", type=click.IntRange(min=0), default=None, help="Ask the same questions again.")
def diagnose(folder: Path | None, seed: int | None) -> int:
    """Find out where to begin: at most fifteen minutes of small questions. `q` ends it sooner."""
    from tfkata.memory import diagnosing

    history = _history(folder or workspace.default_folder(Path()))
    console = _console()
    diagnosis = diagnosing.Diagnosis(
        random.Random(seed if seed is not None else random.SystemRandom().random())
    )
    click.echo(f"A question or two per topic. Answer what you know; {asking.KEYS}")
    ends = time.monotonic() + 60 * diagnosing.MINUTES
    for drill in diagnosis.questions():
        if time.monotonic() > ends:
            click.echo("The fifteen minutes are over.")
            break
        click.echo(f"\n{drill.topic}: ", nl=False)
        answer = asking.ask(drill, console)
        if answer is None:
            break
        diagnosis.answered(drill, answer.right, answer.misconceptions)
        answer.record(history)
    _tell_plan(diagnosing.plan(diagnosis.asked, history.passed()))
    _say(history)
    return PASSED


def _reviewed(question: Question, history: History, console: Console) -> bool | None:
    """Whether the answer was right; None where the learner left."""
    if question.path is not None:
        return _reviewed_file(question, history, console)
    assert question.drill is not None
    answer = asking.ask(question.drill, console)
    if answer is None:
        return None
    answer.record(history)
    if not answer.right:
        asking.resolve(question.drill, console)
    click.echo()
    return answer.right


def _reviewed_file(question: Question, history: History, console: Console) -> bool | None:
    """The file is judged at each Enter, until it says something about the misconception."""
    from dataclasses import replace

    from tfkata.memory import reviewing
    from tfkata.memory.attempts import at_exercise
    from tfkata.report import terminal

    begun = reviewing.lay_out(question)
    assert question.exercise is not None
    click.echo(f"{question.id}: {question.exercise.title}")
    click.echo(f"{'Go on with' if begun else 'Write it again in'} {_shown(question.path)}, and save it.")
    for _ in asking.lines("Enter judges it, q leaves it for later", empty=True):
        result = _judged(question, console)
        console.print(terminal.exercise(result))
        attempt = at_exercise(question.exercise, result)
        if attempt is not None:
            history.record(replace(attempt, what=question.id))
        answer = reviewing.was_right(question, result)
        if answer is not None:
            reviewing.put_away(question)
            click.echo()
            return answer
    return None


def _judged(question: Question, console: Console) -> ExerciseResult:
    from tfkata.cli import one_folder
    from tfkata.running.runner import Runner
    from tfkata.settings import Settings
    from tfkata.submissions.own_folder import Answer
    from tfkata.workspace import answers

    assert question.exercise is not None
    assert question.path is not None
    answer = Answer(question.exercise, question.path, answers.read(question.path))
    with Runner(Settings(seed=question.seed)) as runner:
        (result,) = one_folder.graded([answer], runner, console)
    return result


def _tell_plan(plan: Plan) -> None:
    click.echo()
    if plan.sure:
        shares = (f"{topic} {round(100 * share)} %" for topic, share in plan.sure.items())
        click.echo(f"Right so far: {', '.join(shares)}")
    if not plan.first:
        click.echo("Every exercise has passed: `tfkata drill` has as many questions as you like.")
        return
    width = min(shutil.get_terminal_size().columns, 96)
    click.echo(f"Do these first, in about {plan.minutes} minutes:")
    for exercise in plan.first:
        line = f"{exercise.id} ({exercise.minutes} min): {exercise.title}"
        click.echo(textwrap.fill(line, width, initial_indent="  ", subsequent_indent="      "))
    click.echo(f"next: tfkata check {plan.first[0].id.partition('_')[0]}")


def _forget(history: History) -> int:
    kept = history.kept()
    _say(history)
    if not kept:
        click.echo("Nothing is remembered here.")
        return PASSED
    click.echo("This deletes what tfkata remembers here, not your exercises:")
    for file in kept:
        click.echo(f"  {file}")
    if not click.confirm("Delete it?", default=False):
        click.echo("Nothing was deleted.")
        return NOT_PASSED
    history.forget()
    click.echo("Deleted.")
    return PASSED


def _history(folder: Path) -> History:
    from tfkata.errors import UsageError
    from tfkata.memory.history import History

    if not folder.is_dir():
        raise UsageError(f"--from {folder}: no such folder")
    return History.of(folder)


def _say(history: History) -> None:
    for word in history.words:
        click.echo(f"tfkata: {word}", err=True)


def _shown(path: Path | None) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path is not None and path.is_relative_to(here) else str(path)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


def _now() -> datetime:
    """Now, where the learner is: days begin at their midnight."""
    return datetime.now().astimezone()
