"""`tfkata grade`: a class at once. What grading needs is imported when it begins, so that other commands start fast."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tfkata.catalog import records
from tfkata.cli.conditions import conditions_of_a_class, reading_seconds
from tfkata.errors import UsageError
from tfkata.report.clean import clean
from tfkata.report.exit_codes import GRADER_FAILED, PASSED
from tfkata.settings import Settings

if TYPE_CHECKING:
    from rich.console import Console

    from tfkata.catalog.records import Exercise
    from tfkata.classroom.batch import Batch
    from tfkata.classroom.engines import DaskEngine, LocalEngine
    from tfkata.classroom.out_folder import ClassFiles
    from tfkata.classroom.store import Store
    from tfkata.submissions.discover import Handed

    Engine = LocalEngine | DaskEngine

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="PATH…")
@click.option(
    "--exercises",
    multiple=True,
    metavar="ID",
    help="Only these (e03 or e03,e07; may be repeated). Without: all that anybody handed in.",
)
@click.option(
    "--out", type=_PATH, default=Path("grades"), show_default=True, help="Folder for results and store."
)
@click.option(
    "--jobs", type=click.IntRange(1, 1024), default=None, help="Answers graded at once (default: one a core)."
)
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option(
    "--scheduler", metavar="ADDRESS", default=None, help="Of the Dask cluster, such as tcp://head:8786."
)
@click.option("--roster", type=_PATH, default=None, help="CSV file: id,name,email,section.")
@click.option("--branch", default=None, help="Grade this branch of git repositories.")
@reading_seconds
@click.option("--again", is_flag=True, help="Grade everything anew, also what is kept.")
@click.option(
    "--format",
    "formats_",
    multiple=True,
    metavar="NAME",
    help="Write these too, one file a learner or one of the class.",
)
@conditions_of_a_class
def grade(
    paths: tuple[Path, ...], exercises: tuple[str, ...], out: Path, jobs: int | None, engine: str,
    scheduler: str | None, roster: Path | None, branch: str | None, again: bool, formats_: tuple[str, ...],
    **options: Any,
) -> int:  # fmt: skip
    """Grade many submissions: folders, zip files, notebooks, git repositories, one learner each.

    Results are kept as they come. Interrupted, killed or run again with more submissions, it does what is missing.
    """
    from rich.console import Console

    from tfkata.classroom.batch import Batch
    from tfkata.classroom.out_folder import ClassFiles, known
    from tfkata.classroom.store import Store
    from tfkata.submissions import discover

    if (engine == "dask") != (scheduler is not None):
        raise UsageError("--engine dask and --scheduler ADDRESS belong together")
    jobs = jobs or os.cpu_count() or 1
    files = ClassFiles(out, known(formats_))
    console = Console(highlight=False)
    handed = discover.discover(paths, branch=branch, leave_out=out, seconds=options["reading_seconds"])
    odd = discover.left_out(paths, [roster] if roster else [])
    if odd:
        _say(console, f"left out, no folder, zip file or notebook: {_listed(odd)}")
    wanted = _wanted(exercises, handed, options["tier"])
    handed = _with_roster(handed, roster, console)
    with Store(out / "results.sqlite") as store:
        if store.kept_aside is not None:
            _say(
                console,
                f"{store.path} was damaged: it is kept as {store.kept_aside.name}; grading begins anew",
            )
        chosen = options["seed"] is not None
        options["seed"] = store.seed(options["seed"])
        if not chosen:
            about = "what the checks ask depends on it; it is kept with the results"
            _say(console, f"seed {options['seed']}: {about}")
        settings = _settings(jobs, engine, options)
        where = _engine(jobs, scheduler, console)
        batch = Batch(handed, wanted, settings, store, where)
        if again:
            batch.forget()
        _run(batch, where, store, len(handed), files, console)
    for failure in files.failures[:20]:
        click.echo(f"not written: {clean(failure)}", err=True)
    return GRADER_FAILED if batch.counts.errors or files.failures else PASSED


def _run(batch: Batch, engine: Engine, store: Store, total: int, files: ClassFiles, console: Console) -> None:
    """Grades and shows; however it ends, what was done is in the store and no process is left."""
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
                f"{batch.counts.submissions:,} of {total:,} submissions are done, what was graded is kept: "
                "the same command does the rest",
                err=True,
            )
        raise
    engine.shutdown()
    store.must_be_there()
    files.write_class()
    store.must_be_there()
    console.print()
    console.print(table(files.summary))
    console.print(closing(batch.counts, time.perf_counter() - started), markup=False)


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


def _wanted(names: tuple[str, ...], handed: Sequence[Handed], tier: str) -> list[Exercise]:
    """The exercises asked for, or all that anybody handed in; those only that the tier has checks for."""
    from tfkata.classroom.batch import handed_in

    asked = [part.strip() for name in names for part in name.split(",") if part.strip()]
    if asked:
        found = list(dict.fromkeys(records.find(name) for name in asked))
    else:
        found = handed_in(handed, records.exercises().values())
    if not found:
        raise UsageError(
            f"no exercise in {len(handed):,} submissions (their files are called like e01_normalize.py): "
            "name what is to be graded with --exercises"
        )
    kept = [exercise for exercise in found if exercise.checks_of(tier)]
    if not kept:
        raise UsageError(f"{found[0].id} is left out: all its checks train, `--tier full` runs them")
    return kept


def _with_roster(handed: list[Handed], path: Path | None, console: Console) -> list[Handed]:
    """Names from the roster. Who is in it and handed nothing in is graded, too: everything is missing."""
    from tfkata.classroom import roster
    from tfkata.submissions.discover import Handed

    if path is None:
        return handed
    learners = roster.read(path)
    known = {one.learner.id for one in handed}
    strangers = [one.learner.id for one in handed if one.learner.id not in learners]
    if strangers:
        _say(console, f"not in {path.name}, graded all the same: {clean(_listed(strangers))}")
    named = [replace(one, learner=learners.get(one.learner.id, one.learner)) for one in handed]
    absent = [Handed(learner, None) for name, learner in learners.items() if name not in known]
    return sorted([*named, *absent], key=lambda one: one.learner.id)


def _listed(names: Sequence[str]) -> str:
    """The first ten, cleaned: whoever hands in chooses them."""
    more = f" and {len(names) - 10:,} more" if len(names) > 10 else ""
    return ", ".join(clean(name)[:60] for name in names[:10]) + more


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, soft_wrap=True)
