"""The command `tfkata`: its group, with every command in it, and what becomes of errors. Only this room prints or exits.

What is printed is made elsewhere. The exit codes are those of `tfkata.report.exit_codes`. Imported inside a command is what
would make all the others wait: rich, NumPy, nbgrader, whatever grades.
"""

from __future__ import annotations

import io
import os
import sys
import warnings
from pathlib import Path

import click

from tfkata.catalog import records
from tfkata.cli.author import author
from tfkata.cli.check import check
from tfkata.cli.ci import ci
from tfkata.cli.conditions import device
from tfkata.cli.drill import drill
from tfkata.cli.ending import end_in_order_when_ended, what_is_lacking
from tfkata.cli.exam import exam
from tfkata.cli.exercises import hint, init, list_, reset, show, solution
from tfkata.cli.grade import grade
from tfkata.cli.grouped import Commands
from tfkata.cli.learning import diagnose, progress, review
from tfkata.cli.nbgrader import nbgrader
from tfkata.cli.notebook import notebook
from tfkata.cli.watch import watch
from tfkata.errors import DataError, HostError, SourceError, TfkataError, UsageError
from tfkata.report import substitutes
from tfkata.report.clean import clean
from tfkata.report.exit_codes import GRADER_FAILED, INTERRUPTED, NOT_PASSED, PASSED, USAGE
from tfkata.report.narrow import whole
from tfkata.workspace import folder as workspace
from tfkata.workspace.progress import passed


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
    done = passed(place).intersection(every)
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
    end_in_order_when_ended()
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
        lacking = what_is_lacking(error)
        if lacking:
            click.echo(f"tfkata: {clean(lacking)}", err=True)
            sys.exit(GRADER_FAILED)
        if os.environ.get("TFKATA_DEBUG"):
            raise
        kind = "" if isinstance(error, TfkataError) else f"{type(error).__name__}: "
        what = clean(f"{kind}{error}")
        click.echo(f"tfkata itself failed: {what} (TFKATA_DEBUG=1 shows where; please report it)", err=True)
        sys.exit(GRADER_FAILED)


def _print_what_can_be_printed() -> None:
    """A terminal or a file in cp1252, say, has no ✓: it gets another sign instead of an error of ours."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=substitutes.register())


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


for _command in (
    init,
    list_,
    show,
    check,
    hint,
    solution,
    reset,
    watch,
    drill,
    review,
    progress,
    diagnose,
    exam,
    notebook,
    grade,
    nbgrader,
    ci,
    author,
):
    app.add_command(_command)
