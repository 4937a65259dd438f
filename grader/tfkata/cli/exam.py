"""`tfkata exam`: the mock exam. What it does is in `tfkata.exam`; here are the words."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tfkata.report.clean import clean
from tfkata.report.exit_codes import NOT_PASSED, PASSED
from tfkata.report.narrow import whole

if TYPE_CHECKING:
    from tfkata.exam.sitting import Marking
    from tfkata.exam.verifying import Course, Verified

_FOLDER = click.Path(path_type=Path)
_SEEDS = 1_000_000
_from = click.option(
    "--from", "folder", type=_FOLDER, default=Path(), help="The folder of the exam (default: this one)."
)


@click.group()
def exam() -> None:
    """Sit a mock exam: five models to train and save, scored 0 to 5 at once, by rules that you know."""


@exam.command()
@click.argument("folder", type=_FOLDER, default=Path("mock-exam"), metavar="[DIR]")
@click.option("--seed", type=click.IntRange(0, _SEEDS - 1), default=None, help="Draw the same paper again.")
@click.option(
    "--minutes", type=click.IntRange(1, 10_000), default=None, help="How long (default: 300, short 30)."
)
@click.option("--short", is_flag=True, help="One task about images or pictures.")
@click.option(
    "--paper", "issued", type=_FOLDER, default=None, metavar="FILE", help="Sit a paper that was issued."
)
@click.option("--training", is_flag=True, help="Say with each submission what is wrong, not only the score.")
def start(
    folder: Path, seed: int | None, minutes: int | None, short: bool, issued: Path | None, training: bool
) -> int:
    """Draw a paper, write its files, and start the clock."""
    from tfkata.errors import UsageError
    from tfkata.exam import clock, issuing, paper, sitting, words
    from tfkata.running.runner import versions

    data = None
    if issued is not None:
        if seed is not None or minutes is not None or short or training:
            raise UsageError("--paper: an issued paper says itself what is asked and how long it takes")
        signed = issuing.read(issued)
        drawn, data = signed.paper, signed.as_data()
    else:
        number = seed if seed is not None else random.SystemRandom().randrange(_SEEDS)
        drawn = paper.draw(number, minutes=minutes, short=short, training=training)
    sitting.begin(folder, drawn, clock.now(), versions(), data)
    _say(words.started(drawn, str(folder)))
    return PASSED


@exam.command()
@_from
@click.option(
    "--follow", is_flag=True, help="Show the time left every minute until it is over; Ctrl-C ends it."
)
def status(folder: Path, follow: bool) -> int:
    """Show the time left, and the best score of each task."""
    from tfkata.exam import clock, words
    from tfkata.exam.sitting import locked

    while True:
        with locked(folder) as sitting:
            sitting.close_if_over(clock.now())
            _say(words.status(sitting, clock.now()))
        if not follow or sitting.finished is not None:
            return PASSED
        time.sleep(60)


@exam.command()
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@_from
def submit(number: int, folder: Path) -> int:
    """Hand in the saved model of task N. As often as you like: the best one counts."""
    from tfkata.exam import clock, words
    from tfkata.exam.sitting import locked
    from tfkata.exam.sitting import submit as submitted

    now = clock.now()
    with locked(folder) as sitting, marking() as mark:
        found, _ = submitted(sitting, number, mark, now)
        _say(words.marked(number, found, sitting, clock.now()))
    return PASSED if found.figure is not None else NOT_PASSED


@exam.command()
@_from
def finish(folder: Path) -> int:
    """End the exam: a report, and one archive with journal, models and code."""
    from tfkata.exam import clock, finishing, words
    from tfkata.exam.sitting import locked

    now = clock.now()
    with locked(folder) as sitting, marking() as mark:
        found = finishing.finish(sitting, mark, now)
    _say(words.finished(found.result))
    click.echo(f"{found.archive}: written; `tfkata exam verify` marks it again, on any machine")
    click.echo(f"{folder / finishing.PAGE}: written")
    return PASSED if found.result["passed"] else NOT_PASSED


@exam.command()
@click.argument("archives", type=_FOLDER, nargs=-1, required=True, metavar="ARCHIVE…")
@click.option("--seal", default=None, metavar="CODE", help="The seal that `finish` printed; for one archive.")
@click.option("--key", default=None, metavar="HEX", help="The key with which the papers were issued.")
@click.option(
    "--secret",
    type=_FOLDER,
    default=None,
    metavar="FILE",
    help="The secret of the course: for the final scores of issued papers, and instead of --key.",
)
@click.option(
    "--csv", "table", type=_FOLDER, default=None, metavar="FILE", help="Write a line for each archive."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(
    archives: tuple[Path, ...],
    seal: str | None,
    key: str | None,
    secret: Path | None,
    table: Path | None,
    form: str,
) -> int:
    """Check the journal of an archive, and mark every model in it again; of a folder, every archive in it."""
    from tfkata.exam import verifying
    from tfkata.files.writing import write_where_asked

    course = _course(key, secret)

    with marking() as mark:
        if seal is not None:
            found = [(archives[0], verifying.verify(_the_one(archives), mark, seal=seal, course=course))]
        else:
            found = list(_said_one_by_one(verifying.every(archives, mark, course=course), form))
    if form == "json":
        plain = [
            {"archive": str(path), "faults": one.faults, "notes": one.notes, "result": one.result}
            for path, one in found
        ]
        click.echo(json.dumps(plain if len(plain) > 1 else plain[0], indent=1))
    elif len(found) == 1:
        _say(_whole_verdict(found[0][1]))
    if table is not None:
        write_where_asked(table, verifying.table(found))
        click.echo(f"{table}: written", err=True)
    return NOT_PASSED if any(one.faults for _, one in found) else PASSED


def _course(key: str | None, secret: Path | None) -> Course | None:
    from tfkata.errors import UsageError
    from tfkata.exam import issuing
    from tfkata.exam.verifying import Course

    if key is not None and secret is not None:
        raise UsageError("--key and --secret: the key follows from the secret, so give one of them")
    if secret is not None:
        return Course.of(issuing.secret_of(secret))
    return Course(key) if key is not None else None


def _the_one(archives: tuple[Path, ...]) -> Path:
    from tfkata.errors import UsageError

    if len(archives) > 1 or archives[0].is_dir():
        raise UsageError("--seal is the seal of one archive: name that one alone")
    return archives[0]


def _said_one_by_one(found: Iterator[tuple[Path, Verified]], form: str) -> Iterator[tuple[Path, Verified]]:
    """With several, a line as soon as each is done."""
    first: tuple[Path, Verified] | None = None
    for number, (path, one) in enumerate(found):
        if number == 0:
            first = path, one
        elif form == "text":
            for shown, verdict in [(path, one)] if number > 1 or first is None else [first, (path, one)]:
                _say(_short_verdict(shown, verdict))
        yield path, one


def _short_verdict(path: Path, one: Verified) -> Iterator[str]:
    counts = (one.result["final"] or one.result) if one.result else None
    score = f"{counts['score']} of {one.result['most']}" if counts and one.result else "no result"
    passed = "" if counts is None else ", passed" if counts["passed"] else ", not passed"
    yield f"{path.name}: {score}{passed}{'' if one.faults else ', no fault'}"
    yield from (f"  FAULT: {fault}" for fault in one.faults)
    yield from (f"  note: {note}" for note in one.notes)


def _whole_verdict(one: Verified) -> Iterator[str]:
    from tfkata.exam import words

    yield from words.finished(one.result) if one.result else ()
    yield from (f"FAULT: {fault}" for fault in one.faults)
    yield from (f"note: {note}" for note in one.notes)
    if not one.faults:
        yield "The chain of the journal holds, and every kept model scores what the journal says."


@exam.command()
@click.option("--roster", type=_FOLDER, required=True, metavar="CSV", help="Who gets a paper.")
@click.option(
    "--out", type=_FOLDER, default=Path("papers"), show_default=True, help="The folder for the papers."
)
@click.option(
    "--secret",
    type=_FOLDER,
    default=Path("exam-secret"),
    show_default=True,
    metavar="FILE",
    help="The secret of the course, made with the first papers: keep it.",
)
@click.option(
    "--minutes", type=click.IntRange(1, 10_000), default=None, help="How long (default: 300, short 30)."
)
@click.option("--short", is_flag=True, help="One task about images or pictures.")
def issue(roster: Path, out: Path, secret: Path, minutes: int | None, short: bool) -> int:
    """Write a signed paper for everybody in a roster, to be sat with `start --paper`."""
    from tfkata.classroom import roster as rosters
    from tfkata.classroom.out_folder import FileNames
    from tfkata.errors import UsageError
    from tfkata.exam import clock, issuing
    from tfkata.files.writing import replace_file

    full = _is_full_here()
    everybody = list(rosters.read(roster).entries)
    if not everybody:
        raise UsageError(f"{roster}: nobody is in it")
    names, key = FileNames(everybody), issuing.secret_of(secret, make=True)
    for learner in everybody:
        paper = issuing.issue(key, learner, clock.now(), minutes=minutes, short=short, full=full)
        replace_file(out / f"{names.of(learner)}.json", json.dumps(paper.as_data(), indent=1) + "\n")
    click.echo(f"{out}: {len(everybody)} papers written; `tfkata exam start --paper FILE` begins one")
    where = (
        "full Fashion-MNIST, which is on this computer and is needed to mark them"
        if full
        else "what comes with tfkata (full Fashion-MNIST is not on this computer)"
    )
    click.echo(f"the rows held out are drawn with the secret: those of garments from {where}")
    click.echo(f"key: {issuing.public_key(key)}")
    click.echo("`tfkata exam verify --key` wants this key; everybody may know it, and nobody else the secret")
    return PASSED


def _is_full_here() -> bool:
    """Whether the full data set that the secret may draw from is on this computer."""
    from tfkata.data import full
    from tfkata.data.manifest import HERE

    return full.find("held_out", root=HERE) is not None


@exam.command()
@click.option("--weeks", type=click.IntRange(1, 52), default=4, show_default=True, help="How long there is.")
@click.option(
    "--from", "folder", type=_FOLDER, default=None, help="Folder with the answers (default: exercises)."
)
@click.option(
    "--result", type=_FOLDER, default=None, metavar="FILE", help="The result.json or the archive of an exam."
)
def plan(weeks: int, folder: Path | None, result: Path | None) -> int:
    """Make a plan by weeks from what has passed in a work folder, and from an exam."""
    from tfkata.errors import UsageError
    from tfkata.exam import plan as planning
    from tfkata.memory.history import History
    from tfkata.workspace.folder import default_folder

    place = folder or default_folder(Path())
    if not place.is_dir():
        raise UsageError(f"--from {place}: no such folder")
    history = History.of(place)
    scores = planning.scores_of(result) if result is not None else {}
    _say(planning.told(planning.plan(weeks, history.passed(), scores)))
    for word in history.words:
        click.echo(f"tfkata: {word}", err=True)
    return PASSED


@contextmanager
def marking() -> Iterator[Marking]:
    """How a model is marked: the warm processes start with the first one."""
    from tfkata.exam import marking as how
    from tfkata.running.runner import Runner

    with Runner(how.conditions()) as runner:
        yield lambda task, file, sha256, called: how.mark(runner, task, file, sha256, called)


def _say(lines: Iterator[str] | tuple[str, ...]) -> None:
    for line in lines:
        click.echo(whole(clean(line), indent="  " if line.startswith(" ") else ""))
