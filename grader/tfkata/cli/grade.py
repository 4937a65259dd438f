"""`tfkata grade`: a class at once. What grading needs is imported when it begins, so that other commands start fast."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tfkata.catalog import records
from tfkata.cli import exams, sheets
from tfkata.cli.conditions import conditions_of_a_class, reading_seconds
from tfkata.cli.faults import Faults
from tfkata.cli.grouped import WithGroups
from tfkata.errors import UsageError
from tfkata.report.clean import clean
from tfkata.report.exit_codes import GRADER_FAILED, NOT_PASSED, PASSED
from tfkata.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from tfkata.catalog.records import Exercise
    from tfkata.classroom.batch import Batch
    from tfkata.classroom.engines import DaskEngine, LocalEngine
    from tfkata.classroom.joining import Joined
    from tfkata.classroom.out_folder import ClassFiles
    from tfkata.classroom.roster import Roster
    from tfkata.classroom.store import Store
    from tfkata.submissions.discover import Handed

    Engine = LocalEngine | DaskEngine

_PATH = click.Path(path_type=Path)


@click.command(cls=WithGroups)
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH…")
@click.option(
    "--exercises",
    multiple=True,
    metavar="ID",
    help="Only these (e03 or e03,e07; may be repeated). Default: all that anybody submitted.",
)
@click.option(
    "--out", type=_PATH, default=Path("grades"), show_default=True, help="Folder for results and store."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 1024),
    default=None,
    help="Answers graded at once (default: one per core).",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="dask: on the machines of a Dask cluster.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default=None,
    help="Address of the Dask scheduler, such as tcp://head:8786.",
)
@click.option(
    "--roster",
    type=_PATH,
    default=None,
    help="CSV file: id,name,email,section, or what Canvas, Moodle, Blackboard, Brightspace, Gradescope, Sakai, Schoology, Google or "
    "GitHub Classroom, or Teams exports.",
)
@click.option(
    "--allow-unmatched",
    is_flag=True,
    help="Exit code 0 even if few submissions, or none, are found in the roster.",
)
@click.option(
    "--missing",
    type=click.Choice(["empty", "zero"]),
    default="empty",
    show_default=True,
    help="What gradebooks show for missing work.",
)
@click.option(
    "--naming",
    default=None,
    metavar="NAME",
    help="What file names mean: canvas, moodle, blackboard, brightspace, gradescope, sakai, schoology, teams, nbgrader, github, "
    "files (LEARNER_EXERCISE.py), folders (one per learner), one (one learner's), or a regular expression with (?P<id>…). "
    "Default: recognised and reported.",
)
@click.option("--branch", default=None, help="Grade this branch of git repositories.")
@reading_seconds
@click.option(
    "--secret",
    type=_PATH,
    default=None,
    help=f"The secret of the course: for sheets of drills (default: {sheets.SECRET}), for archives of exams ({exams.SECRET}).",
)
@click.option("--again", is_flag=True, help="Grade everything again, kept results included.")
@click.option(
    "--format",
    "formats_",
    multiple=True,
    metavar="NAME",
    help="Write this format as well, one file per learner or one for the class.",
)
@conditions_of_a_class
def grade(
    paths: tuple[Path, ...], exercises: tuple[str, ...], out: Path, jobs: int | None, engine: str,
    scheduler: str | None, roster: Path | None, naming: str | None, allow_unmatched: bool, missing: str,
    branch: str | None, again: bool, secret: Path | None,
    formats_: tuple[str, ...], **options: Any,
) -> int:  # fmt: skip
    """Grade a class: folders, zip files, notebooks or git repositories, one per learner.

    Results are kept as they come: after an interruption, or with more submissions, the same command grades what is missing.
    """
    from rich.console import Console

    from tfkata.classroom.batch import Batch
    from tfkata.classroom.out_folder import ClassFiles, known
    from tfkata.classroom.roster import read
    from tfkata.classroom.store import Store
    from tfkata.exam.handed import among as of_exams
    from tfkata.report.exports import Export

    if (engine == "dask") != (scheduler is not None):
        raise UsageError("--engine dask and --scheduler ADDRESS belong together")
    jobs = jobs or os.cpu_count() or 1
    console = Console(highlight=False)
    faults = Faults()
    with faults.collected():
        formats_ = known(formats_)
    with faults.collected():
        found = read(roster) if roster is not None else None
    if marked := sheets.among(paths):
        faults.must_be_none()
        code, unmatched = sheets.grade(
            marked, out, formats_, secret or sheets.SECRET, roster=found, missing_is_zero=missing == "zero"
        )
        return _code(code, unmatched, allow_unmatched)
    with faults.collected():
        asked = _asked(exercises)
    with faults.collected():
        handed = _handed(paths, branch, out, roster, naming, options["reading_seconds"], console)
    faults.must_be_none()
    if not asked and (archives := of_exams(handed)):
        code, unmatched = exams.grade(
            archives, out, formats_, secret, roster=found, missing_is_zero=missing == "zero"
        )
        return _code(code, unmatched, allow_unmatched)
    wanted = _wanted(asked, handed, options["tier"])
    class_ = _joined(handed, found)
    for note in (*class_.notes, *class_.faults):
        _say(console, clean(note))
    export = Export(class_.accounts, missing_is_zero=missing == "zero")
    files = ClassFiles(out, formats_, export, [one.learner for one in class_.handed])
    with Store(out / "results.sqlite") as store:
        options["seed"] = _seed(store, options["seed"], console)
        settings = _settings(jobs, engine, options)
        where = _engine(jobs, scheduler, console)
        batch = Batch(class_.handed, wanted, settings, store, where)
        if again:
            batch.forget()
        _run(batch, where, store, len(class_.handed), files, console)
    for failure in files.failures[:20]:
        click.echo(f"not written: {clean(failure)}", err=True)
    if batch.counts.errors or files.failures:
        return GRADER_FAILED
    if class_.faults and not allow_unmatched:
        _tell_unmatched(class_.faults)
        return NOT_PASSED
    return PASSED


def _code(code: int, unmatched: Sequence[str], allow_unmatched: bool) -> int:
    """The exit code of a class of sheets or exams."""
    if code == PASSED and unmatched and not allow_unmatched:
        _tell_unmatched(unmatched)
        return NOT_PASSED
    return code


def _handed(
    paths: tuple[Path, ...],
    branch: str | None,
    out: Path,
    roster: Path | None,
    naming: str | None,
    seconds: float,
    console: Console,
) -> list[Handed]:
    """Who handed in. What lies there and is no submission is said."""
    from tfkata.classroom import out_folder
    from tfkata.submissions import discover

    for path in paths:
        if out_folder.is_one(path):
            raise UsageError(f"{path}: holds results of `tfkata grade`: name the folder with the submissions")
    found = discover.discover(paths, branch=branch, leave_out=out, seconds=seconds, naming=naming)
    for line in discover.described(found):
        _say(console, line)
    handed = [one for one in found if one.place is None or not out_folder.is_one(one.place)]
    ours = [name for path in paths for name in out_folder.below(path, out)]
    if ours:
        _say(console, f"left out, results of `tfkata grade` and not submissions: {_listed(ours)}")
    odd = discover.left_out(paths, [roster] if roster else [], naming)
    if odd:
        _say(console, f"left out, not a submission: {_listed(odd)}")
    if not handed:
        raise UsageError(f"{', '.join(map(str, paths))}: nothing but results of `tfkata grade`")
    return handed


def _joined(handed: Sequence[Handed], found: Roster | None) -> Joined:
    """Names from the roster. Who is in it and handed nothing in is graded, too: everything is missing."""
    from tfkata.classroom import joining

    return joining.join(handed, found) if found is not None else joining.Joined(list(handed))


def _tell_unmatched(faults: Sequence[str]) -> None:
    """Said last, where it is seen."""
    count = "one fault" if len(faults) == 1 else f"{len(faults):,} faults"
    click.echo(
        f"tfkata: everything is graded, but the roster does not fit ({count}, exit code 1): "
        "mend the ids, or say `--allow-unmatched`",
        err=True,
    )
    for fault in faults[:20]:
        click.echo(f"  {clean(fault)}", err=True)


def _seed(store: Store, asked: int | None, console: Console) -> int:
    """The seed asked for, or the class's own; what is odd about the store is said."""
    if store.kept_aside is not None:
        _say(
            console, f"{store.path} was damaged: it is kept as {store.kept_aside.name}; grading begins again"
        )
    seed = store.seed(asked)
    if asked is None:
        _say(console, f"seed {seed}: what the checks ask depends on it; it is kept with the results")
    return seed


def _run(batch: Batch, engine: Engine, store: Store, total: int, files: ClassFiles, console: Console) -> None:
    """Grades and shows; however it ends, what was done is in the store and no process is left."""
    from tfkata.classroom import out_folder
    from tfkata.cli.class_view import View, closing, table

    started = time.perf_counter()
    view = View(console, total, batch.counts)
    try:
        with view.running():
            for graded in batch.run():
                store.must_be_there()
                files.write_learner(graded)
                view.done(graded)
    except BaseException as error:
        try:
            store.must_be_there()  # what could not be written because its folder is gone says so
            batch.keep_what_is_done()
        finally:
            engine.shutdown(wait=False, cancel_futures=True)
        if isinstance(error, KeyboardInterrupt):
            click.echo(
                f"{batch.counts.submissions:,} of {total:,} submissions are done, and what was graded is kept: "
                "the same command does the rest",
                err=True,
            )
        raise
    engine.shutdown()
    store.must_be_there()
    files.write_class()
    gone = files.put_aside()
    store.must_be_there()
    if gone:
        _say(console, clean(out_folder.moved(gone)))
    console.print()
    console.print(table(files.summary))
    if view.said_last():
        console.print(view.said_last(), markup=False)
    console.print(
        closing(batch.counts, len(files.summary.exercises), time.perf_counter() - started), markup=False
    )


def _settings(jobs: int, engine: str, options: dict[str, Any]) -> Settings:
    """With several answers at once on one machine, each gets its share of the cores."""
    threads = max(1, (os.cpu_count() or 1) // jobs) if engine == "local" and jobs > 1 else 0
    return Settings(**options, threads=threads)


def _engine(jobs: int, scheduler: str | None, console: Console) -> Engine:
    from tfkata.classroom import engines

    if scheduler is None:
        return engines.LocalEngine(jobs)
    engine = engines.connect(scheduler)
    for worker, why in engine.left_out().items():
        _say(console, f"left out, worker {clean(worker)}: {clean(why)}")
    if not engine.workers:
        told = f"no worker has joined {scheduler} yet, grading begins with the first: "
        _say(console, f"{told}dask worker {scheduler} --no-nanny")
    return engine


def _asked(names: tuple[str, ...]) -> list[Exercise]:
    asked = [part.strip() for name in names for part in name.split(",") if part.strip()]
    return list(dict.fromkeys(records.find(name) for name in asked))


def _wanted(asked: list[Exercise], handed: Sequence[Handed], tier: str) -> list[Exercise]:
    """The exercises asked for, or all that anybody handed in; those only that the tier has checks for."""
    from tfkata.classroom.batch import handed_in

    found = asked or handed_in(handed, records.exercises().values())
    if not found:
        raise UsageError(
            f"no exercise in {len(handed):,} submissions (their files are called like e01_normalize.py): "
            "name the exercises to grade with --exercises"
        )
    kept = [exercise for exercise in found if exercise.checks_of(tier)]
    if not kept:
        raise UsageError(f"{found[0].id} is left out: all its checks train, `--tier full` runs them")
    return kept


def _listed(names: Sequence[str]) -> str:
    """The first ten, cleaned: learners choose them."""
    more = f" and {len(names) - 10:,} more" if len(names) > 10 else ""
    return ", ".join(clean(name)[:60] for name in names[:10]) + more


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, soft_wrap=True)
