"""The commands of tfkata. Only this room prints or exits; what it prints is made elsewhere.

The exit codes are those of `tfkata.report.exit_codes`. Imported inside a command is what would make all the others wait:
rich, NumPy, nbgrader, whatever grades.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import time
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tfkata.catalog import records
from tfkata.cli import exercise_list, ids, outputs
from tfkata.cli.author import author
from tfkata.cli.ci import ci
from tfkata.cli.conditions import conditions, device
from tfkata.cli.drill import answer_of, drill
from tfkata.cli.grade import grade
from tfkata.cli.grouped import Commands, WithGroups, group
from tfkata.cli.ids import ExerciseId, each
from tfkata.cli.learning import diagnose, review
from tfkata.cli.learning import progress as progress_
from tfkata.cli.nbgrader import nbgrader
from tfkata.cli.notebook import notebook
from tfkata.cli.watch import watch
from tfkata.errors import DataError, HostError, SourceError, TfkataError, UsageError
from tfkata.report import substitutes
from tfkata.report.clean import clean
from tfkata.report.exit_codes import GRADER_FAILED, INTERRUPTED, NOT_PASSED, PASSED, USAGE
from tfkata.report.narrow import whole
from tfkata.report.onward import quoted
from tfkata.results import Outcome, SubmissionResult
from tfkata.settings import Settings
from tfkata.workspace import folder as workspace
from tfkata.workspace import hints, progress
from tfkata.workspace.answers import shown

if TYPE_CHECKING:
    from tfkata.submissions.own_folder import Answer

_FOLDER = click.Path(path_type=Path)
_from = click.option(
    "--from", "folder", type=_FOLDER, default=None, help="Folder with the answers (default: exercises)."
)


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True
)
@click.version_option(package_name="tfkata")
@click.pass_context
def app(context: click.Context) -> None:
    """Learn deep learning by doing: fill in an exercise, save it, read what is wrong and why.

    Begin with `tfkata init my-work`, then `tfkata watch` in that folder.
    """
    if context.invoked_subcommand is None:
        _where_you_are(context)


def _where_you_are(context: click.Context) -> None:
    """In a work folder: how far the learner is, and the offer to go on. Elsewhere: the help."""
    place = workspace.default_folder(Path())
    every = records.exercises()
    if not any((place / exercise.stub.name).is_file() for exercise in every.values()):
        click.echo(context.get_help())
        return
    done = progress.passed(place).intersection(every)
    following = next((name for name in every if name not in done), None)
    click.echo(f"{len(done)} of {len(every)} exercises passed in this folder.")
    if following is None:
        click.echo(
            whole(
                "next: `tfkata drill` has as many small questions as you like; `tfkata list` shows all exercises"
            )
        )
        return
    click.echo(whole(f"next: {following}: {every[following].title}"))
    click.echo(whole("`tfkata watch` judges it each time you save it; `tfkata --help` shows all commands"))
    if sys.stdin.isatty() and sys.stdout.isatty() and click.confirm("Start it now?", default=True):
        context.invoke(watch)


def main() -> None:
    """The command `tfkata`: runs it and turns every error into one line and an exit code."""
    warnings.simplefilter("ignore", SyntaxWarning)  # of the learners' code, which is parsed here
    _print_what_can_be_printed()
    _end_in_order_when_ended()
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else PASSED)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (UsageError, DataError, SourceError) as error:
        for fault in str(error).splitlines():
            click.echo(f"tfkata: {clean(fault)}", err=True)
        sys.exit(USAGE)
    except HostError as error:
        click.echo(f"tfkata: {clean(str(error))}", err=True)
        sys.exit(GRADER_FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(NOT_PASSED)
    except Exception as error:  # no traceback reaches a user
        lacking = _what_is_lacking(error)
        if lacking:
            click.echo(f"tfkata: {clean(lacking)}", err=True)
            sys.exit(GRADER_FAILED)
        if os.environ.get("TFKATA_DEBUG"):
            raise
        kind = "" if isinstance(error, TfkataError) else f"{type(error).__name__}: "
        what = clean(f"{kind}{error}")
        click.echo(f"tfkata itself failed: {what} (TFKATA_DEBUG=1 shows where; please report it)", err=True)
        sys.exit(GRADER_FAILED)


def _what_is_lacking(error: Exception) -> str:
    """What to do about an error of the system that says that there is no more of something; nothing for any other."""
    remedy = {
        errno.ENOSPC: "make room there (space, or inodes: `df -h`, `df -i`)",
        errno.EDQUOT: "your quota is used up: make room there",
        errno.EMFILE: "raise the limit on open files (`ulimit -n`)",
        errno.ENFILE: "too many files are open on this machine: end other programs",
        errno.EAGAIN: "no more processes or threads may be started: raise `ulimit -u`, or end other programs",
        errno.ENOMEM: "the machine is out of memory: end other programs, or use fewer --jobs",
        errno.EROFS: "that disk is read-only: choose another folder",
    }
    if not isinstance(error, OSError) or error.errno not in remedy:
        return ""
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{error.strerror}: {remedy[error.errno]}, then run the same command again"


def _end_in_order_when_ended() -> None:
    """SIGTERM and a closed terminal end it as an error does: the processes and folders that it made go with it."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup's hang-ups stay ignored
            signal.signal(number, _ended)


def _ended(number: int, _: object) -> None:
    sys.exit(128 + number)


def _print_what_can_be_printed() -> None:
    """A terminal or a file in cp1252, say, has no ✓: it gets another sign instead of an error of ours."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=substitutes.register())


@app.command("list")
@_from
def list_(folder: Path | None) -> None:
    """Show every exercise by topic, and how far you are."""
    if folder is not None and not folder.is_dir():
        raise UsageError(f"--from {folder}: no such folder")
    known = progress.of(folder or workspace.default_folder(Path()))
    for line in exercise_list.lines(known):
        click.echo(line)


@app.command(cls=WithGroups)
@click.argument("names", nargs=-1, metavar="[ID…]", type=ExerciseId(files=True))
@_from
@conditions
@click.option(
    "--data",
    type=click.Choice(["embedded", "full"]),
    default="embedded",
    show_default=True,
    help="full: e22 trains on all 60,000 images.",
)
@group(
    "What is shown and written",
    click.option(
        "--all", "all_", is_flag=True, help="Show in full, with its hint, each check that did not pass."
    ),
    click.option(
        "--format",
        "format_",
        type=click.Choice(outputs.names()),
        default="text",
        show_default=True,
        metavar="NAME",
        help=f"{', '.join(outputs.names())}.",
    ),
    click.option("--output", type=_FOLDER, default=None, help="Write the result to this file, too."),
    click.option(
        "--report",
        "reports",
        multiple=True,
        metavar="FORMAT=FILE",
        help="Another file in another format; may be repeated.",
    ),
)
@group(
    "For debugging",
    click.option(
        "--in-process", is_flag=True, help="For breakpoints: no separate process, result not trusted."
    ),
)
def check(
    names: tuple[str, ...],
    folder: Path | None,
    all_: bool,
    format_: str,
    output: Path | None,
    reports: tuple[str, ...],
    **options: Any,
) -> int:
    """Grade exercises: by ID (e03 is enough, or e01,e03), by file, or all in the folder."""
    from tfkata.submissions import own_folder

    settings = Settings(**options)
    outputs.must_be_writable(output, f"--output {output}")
    also = outputs.parse(reports)
    if settings.data == "full":
        _fetch_full_data()
    place = folder or workspace.default_folder(Path())
    drilled = answer_of(names)
    if drilled is not None:
        answer, drill_ = drilled
        found = own_folder.Found([answer])
        settings = replace(settings, seed=drill_.settings_seed)
    else:
        found = own_folder.find(place, each(names))
    work, notes = own_folder.of_tier(found.answers, settings.tier)
    notes += found.notes
    on_screen = format_ != outputs.TEXT and output is None
    quiet = on_screen or any(report.file is None for report in also)
    drill_id = drilled[1].id if drilled is not None else None
    result = _grade(work, settings, notes, quiet=quiet, everything=all_, drill_id=drill_id)
    if on_screen or output is not None:
        outputs.write(outputs.rendered(result, format_), output, "--output")
    for report in also:
        report.write(result)
    return _exit_code(result)


@app.command()
@ids.argument
@_from
@click.option(
    "--level",
    type=click.IntRange(min=1),
    default=None,
    help="Show the hints up to this one; later ones say more.",
)
@click.option("--all", "all_", is_flag=True, help="Every hint.")
def hint(id_: str, folder: Path | None, level: int | None, all_: bool) -> None:
    """Show a hint, and one more at each call.

    The first is about the check that failed last, if one did; then come those of the exercise, gentlest first.
    """
    exercise = records.find(id_)
    place = folder or workspace.default_folder(Path())
    shown = (
        hints.up_to(exercise, None if all_ else level) if all_ or level else [hints.further(exercise, place)]
    )
    for one in shown:
        click.echo(whole(f"{one.heading} {one.text}", indent="   "))
    short, last = exercise.id.partition("_")[0], shown[-1]
    if last.again:
        click.echo(f"(that was the last one: `tfkata hint {short} --all` shows them all)")
    elif last.number < last.every:
        click.echo(f"({last.every - last.number} more: `tfkata hint {short}` again)")


@app.command()
@click.argument("names", nargs=-1, metavar="ID…", type=ExerciseId())
@_from
@click.option("--all", "all_", is_flag=True, help="Everything that you have worked on, after asking.")
def reset(names: tuple[str, ...], folder: Path | None, all_: bool) -> None:
    """Replace your files with fresh stubs; your versions are kept."""
    if bool(names) == all_:
        raise UsageError("name the exercises to begin again, such as `tfkata reset e01`, or give --all")
    place = folder or workspace.default_folder(Path())
    if place.resolve() == records.kit_folder("solutions").resolve():
        raise UsageError(f"{place} holds the solutions: name the folder with your answers")
    chosen = workspace.worked_on(place) if all_ else [records.find(name) for name in each(names)]
    if all_ and not chosen:
        click.echo(f"{place}: every file is as it was handed out: there is nothing to reset")
        return
    if all_:
        which = ", ".join(exercise.id for exercise in chosen)
        click.confirm(f"Begin again with {which}? Your versions are kept beside them.", abort=True)
    for exercise in chosen:
        backup = workspace.reset(exercise, place)
        kept = f" again; your version is {backup}" if backup else ""
        click.echo(f"{place / exercise.stub.name} is fresh{kept}")


@app.command()
@ids.argument
@_from
@click.option("--anyway", is_flag=True, help="Show it although the exercise has not passed.")
def solution(id_: str, folder: Path | None, anyway: bool) -> int:
    """Show the reference answer, once yours has passed."""
    exercise = records.find(id_)
    if not anyway and exercise.id not in progress.passed(folder or workspace.default_folder(Path())):
        click.echo(
            f"{exercise.id} has not passed here yet, and solving it teaches more than reading it. "
            f"`tfkata hint {exercise.id}` helps; `tfkata solution {exercise.id} --anyway` shows the answer.",
            err=True,
        )
        return NOT_PASSED
    click.echo(workspace.reference(exercise).rstrip())
    return PASSED


@app.command()
@click.argument("folder", type=_FOLDER, metavar="DIR")
def init(folder: Path) -> None:
    """Make a folder with every exercise in it. Files that are there already are left alone."""
    written = workspace.init(folder)
    stubs = sum(path.suffix == ".py" for path in written)
    click.echo(
        f"{folder}: {stubs} exercises written" + ("" if written else " (everything was there already)")
    )
    there = "" if folder.resolve() == Path.cwd() else f"`cd {quoted(folder)}`, "
    click.echo(
        f"next: {there}`tfkata watch`, and save exercises/{next(iter(records.exercises()))}.py in your editor"
    )


@app.command()
@device
def doctor(device: str) -> int:
    """Check that everything that grading needs is in place."""
    from tfkata.cli.doctor import examine

    colours = {"ok": "green", "warn": "yellow", "fail": "red"}
    worst = PASSED
    for row in examine(device):
        advice = f"  → {row.advice}" if row.advice else ""
        click.echo(
            f"{click.style(f'{row.state:<4}', fg=colours[row.state])}  {row.what:<24} {row.found}{advice}"
        )
        worst = NOT_PASSED if row.state == "fail" else worst
    return worst


app.add_command(author)
app.add_command(ci)
app.add_command(drill)
app.add_command(nbgrader)
app.add_command(notebook)
app.add_command(grade)
app.add_command(review)
app.add_command(progress_)
app.add_command(diagnose)
app.add_command(watch)


def _grade(
    work: list[Answer],
    settings: Settings,
    notes: list[str],
    *,
    quiet: bool,
    everything: bool,
    drill_id: str | None,
) -> SubmissionResult:
    """Grades with a line for each exercise as it ends and a live line for what runs."""
    from rich.console import Console

    from tfkata.cli import after, one_folder
    from tfkata.report import terminal
    from tfkata.running.runner import Runner

    console = Console(quiet=quiet, highlight=False)
    started = time.perf_counter()
    exercises = []
    with Runner(settings, served=progress.state_folder(after.place_of(work[0]))) as runner:
        for answer, found in zip(work, one_folder.graded(work, runner, console), strict=True):
            others = after.others_write(work, found)
            typed = quoted(shown(answer.path)) if drill_id is not None else ""
            console.print(
                terminal.exercise(found, everything=everything, text=answer.text, others=others, typed=typed)
            )
            exercises.append(found)
        result = runner.summary(exercises, time.perf_counter() - started)
        result = replace(result, notes=[*result.notes, *notes])
        if settings.device == "gpu" and not runner.uses("tensorflow"):
            result.notes.append("--device gpu: nothing here needs TensorFlow, so no GPU was looked for")
        no_gpu = settings.device == "gpu" and runner.uses("tensorflow") and result.device != "gpu"
    if no_gpu:
        raise UsageError("--device gpu: TensorFlow sees no GPU (`tfkata doctor`; pip install 'tfkata[gpu]')")
    for word in after.note(work, exercises, drill_id):
        click.echo(f"tfkata: {word}", err=True)
    console.print(terminal.summary(result, after.onward(work, exercises)))
    return result


def _fetch_full_data() -> None:
    """Before anything is graded: what is missing is downloaded now, or said now."""
    from tfkata import data

    for part in ("train", "held_out"):
        data.load("fashion-mnist-full", part)


def _exit_code(result: SubmissionResult) -> int:
    if any(exercise.outcome is Outcome.GRADER_ERROR for exercise in result.exercises):
        return GRADER_FAILED
    return PASSED if result.outcome is Outcome.PASSED else NOT_PASSED
