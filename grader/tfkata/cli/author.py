"""`tfkata author …`, for those who write exercises. Prints and chooses the exit code, as `cli` does."""

from __future__ import annotations

import os
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tfkata.catalog import bank, records, thresholds
from tfkata.cli import outputs
from tfkata.errors import UsageError
from tfkata.files.writing import replace_file
from tfkata.report.exit_codes import NOT_PASSED, PASSED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tfkata.authoring import training
    from tfkata.authoring.rules import Finding
    from tfkata.catalog.records import Exercise
    from tfkata.running.runner import Runner

Command = TypeVar("Command", bound="Callable[..., Any]")


def _tier_option(default: str) -> Callable[[Command], Command]:
    return click.option(
        "--tier",
        type=click.Choice(records.TIERS),
        default=default,
        show_default=True,
        help="quick: without the checks that train.",
    )


_ids = click.argument("ids", nargs=-1, metavar="[ID…]")
_tier = _tier_option("full")
_jobs = click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help="How many at a time (default: cores)."
)
_patience = click.option(
    "--patience",
    type=click.FloatRange(0.1, 100),
    default=4.0,
    show_default=True,
    help="Multiplies every time limit.",
)


@click.group()
def author() -> None:
    """Write, check and measure exercises."""


@author.command()
@click.argument("exercise_id", metavar="ID")
@click.option("--title", help="What the exercise is called (default: the name in the id).")
def new(exercise_id: str, title: str | None) -> None:
    """Begin an exercise: its folder, solution, stub, and a right and a wrong answer.

    ID is e, two digits, an underscore and the name of its function, as in e24_center_crop. It begins as a simple task that
    passes its own checks; docs/authoring.md says how to make an exercise of it.
    """
    from tfkata.authoring.new import create

    _demand_checkout()
    root = bank.root().parents[1]
    for path in create(exercise_id, title):
        click.echo(f"wrote {path.relative_to(root) if path.is_relative_to(root) else path}")
    click.echo(f"next: `tfkata author check {exercise_id}`, which names what is missing")


@author.command()
def sync() -> None:
    """Write every stub from its solution."""
    from tfkata.authoring import rules

    changed = rules.sync(list(records.exercises().values()))
    for path in changed:
        click.echo(f"wrote {path.parent.name}/{path.name}")
    click.echo(f"{len(changed)} of {len(records.exercises())} stubs changed")


@author.command()
@_ids
@_tier
@_jobs
@_patience
@click.option("--all", "everything", is_flag=True, help="Trust no kept verdict: judge every answer.")
@click.option(
    "--rotation", metavar="TEXT", help="What decides which answers are judged again (default: the commit)."
)
def check(
    ids: tuple[str, ...], tier: str, jobs: int | None, patience: float, everything: bool, rotation: str | None
) -> int:
    """Hold every exercise against the author's rules: stubs, solutions, hints, right and wrong answers.

    Verdicts kept in tests/bank/validity are trusted while nothing that decides them has changed; five per exercise are
    judged again anyway.
    """
    from tfkata.authoring import gate, rules

    found = [] if ids else list(rules.check_strays())
    chosen = _chosen(ids)
    chosen_by = rotation or gate.rotation()
    tally = gate.Tally()
    with _runner(tier, patience) as runner:
        for exercise in chosen:
            started = time.perf_counter()
            planned = gate.plan(exercise, tier=tier, chosen_by=chosen_by, everything=everything)
            judged = gate.judge(exercise, planned, runner, tier=tier, jobs=_number(jobs))
            stated = [*rules.check_texts(exercise), *rules.check_mistakes(exercise)]
            of_this = [*stated, *rules.grade_own(exercise, runner), *judged]
            found += of_this
            tally.add(planned)
            counted = f"{len(bank.answers(exercise.id)):>3} answers, {len(planned.judged):>2} judged"
            _line(exercise, counted, started, of_this)
            _show(of_this)
    _show(finding for finding in found if finding.what.startswith("is stray"))
    for line in tally.lines(None if everything else chosen_by):
        click.echo(line)
    click.echo(f"{len(chosen)} exercises, {len(found)} findings")
    return NOT_PASSED if found else PASSED


@author.command()
@_ids
@_tier
@_jobs
@_patience
def validity(ids: tuple[str, ...], tier: str, jobs: int | None, patience: float) -> int:
    """Count what the verdicts are worth: grade every right and wrong answer, write docs/validity.md.

    Verdicts that are kept in tests/bank/validity and still hold are not graded again.
    """
    from tfkata.authoring import measurements, validity
    from tfkata.authoring.rules import Finding

    _demand_checkout()
    total = 0
    with _runner(tier, patience) as runner:
        for exercise in _chosen(ids):
            started = time.perf_counter()
            for done, todo in validity.judge(exercise, runner, tier=tier, jobs=_number(jobs)):
                _progress(exercise, done, todo, started)
            row = validity.row(exercise.id, measurements.load(bank.measured(bank.VALIDITY, exercise.id)))
            found = [Finding(*text.split(": ", 1)) for text in row.disagreements]
            counted = f"right {row.accepted}  wrong {row.rejected}  named {row.named}"
            _line(exercise, counted + (f"  open {row.open}" if row.open else ""), started, found)
            _show(found)
            total += len(found)
            _write_validity_page()
    click.echo(f"{total} verdicts differ from what the answer declares; docs/validity.md is written")
    return NOT_PASSED if total else PASSED


@author.command()
@_ids
@_tier_option("quick")
@_jobs
@_patience
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=None,
    help="Write the sheet to this file instead of the screen.",
)
def texts(ids: tuple[str, ...], tier: str, jobs: int | None, patience: float, output: Path | None) -> int:
    """Write a sheet for proofreading: every text as learners see it, filled by the wrong answers.

    One wrong answer is graded for each misconception. Texts that none of them produces are listed with
    their placeholders, without an ID also those that exercises share.
    """
    from tfkata.authoring import proof_sheet

    _demand_checkout()
    outputs.must_be_writable(output, f"--output {output}")
    parts: list[str] = []
    codes: set[str] = set()
    with _runner(tier, patience) as runner:
        for exercise in _chosen(ids):
            seen = proof_sheet.shown(exercise, runner, tier=tier, jobs=_number(jobs))
            parts.append(proof_sheet.section(exercise, seen))
            codes |= seen.keys()
            click.echo(f"{exercise.id:<22} {len(seen)} texts seen", err=True)
    if not ids:
        parts.append(proof_sheet.shared_section(codes))
    outputs.write("\n".join(parts), output, "--output")
    return PASSED


@author.command()
@_ids
@_tier
@_jobs
@_patience
@click.option("--keep-killed", is_flag=True, help="Count what was killed before a check module last changed.")
def mutate(ids: tuple[str, ...], tier: str, jobs: int | None, patience: float, keep_killed: bool) -> int:
    """Change the solutions in one place at a time: do the checks notice? Writes docs/validity.md.

    Mutants that are kept in tests/bank/mutants and still hold are not graded again. A survivor is a finding unless
    tests/bank/mutants/equivalent.toml says why it is right.
    """
    from tfkata.authoring import measurements, mutation

    _demand_checkout()
    reasons = mutation.equivalents()
    total = 0
    with _runner(tier, patience) as runner:
        for exercise in _chosen(ids):
            started = time.perf_counter()
            for done, todo in mutation.kill(
                exercise, runner, tier=tier, jobs=_number(jobs), keep_killed=keep_killed
            ):
                _progress(exercise, done, todo, started)
            found = list(mutation.findings(exercise, reasons))
            score = mutation.score(
                exercise.id, measurements.load(bank.measured(bank.MUTANTS, exercise.id)), reasons
            )
            counted = (
                f"{score.killed} of {score.total} killed, {score.equivalent} right, {score.missed} missed"
            )
            _line(exercise, counted + (f", {score.open} open" if score.open else ""), started, found)
            _show(found)
            total += len(found)
            _write_validity_page()
    click.echo(f"{total} findings; docs/validity.md is written")
    return NOT_PASSED if total else PASSED


@author.command()
@click.argument("ids", nargs=-1, metavar="ID…", required=True)
@click.option("--seeds", type=click.IntRange(3), default=20, show_default=True, help="Runs of the reference.")
@click.option(
    "--right-seeds", type=click.IntRange(3), default=10, show_default=True, help="Runs of each right answer."
)
@click.option(
    "--wrong-seeds", type=click.IntRange(1), default=3, show_default=True, help="Runs of each wrong answer."
)
@click.option("--measure", default="accuracy", show_default=True, help="The number that has a minimum.")
@click.option("--keep-stale", is_flag=True, help="Keep runs made before a check module last changed.")
@_jobs
@_patience
def calibrate(
    ids: tuple[str, ...],
    seeds: int,
    right_seeds: int,
    wrong_seeds: int,
    measure: str,
    keep_stale: bool,
    jobs: int | None,
    patience: float,
) -> int:
    """Measure the minimum a training must reach: many seeds of the reference and of every answer.

    Writes curriculum/<id>/threshold.toml, docs/calibration.md and a plot. Runs kept in tests/bank/calibration are not
    made again.
    """
    from tfkata.authoring import training

    _demand_checkout()
    plan = training.Plan(seeds, right_seeds, wrong_seeds)
    total = 0
    with _runner("full", patience) as runner:
        for exercise in _chosen(ids):
            started = time.perf_counter()
            runs = training.measure(exercise, runner, plan, jobs=_number(jobs), keep_stale=keep_stale)
            for done, todo, run in runs:
                _progress(exercise, done, todo, started, _as_text(run))
            found = _record(exercise, measure)
            _line(exercise, "calibrated", started, found)
            _show(found)
            total += len(found)
    click.echo(f"{total} findings; docs/calibration.md is written")
    return NOT_PASSED if total else PASSED


def _as_text(run: training.Run) -> str:
    numbers = ", ".join(f"{name} {value:.4f}" for name, value in run.measured.items()) or "not measured"
    failed = f"  ({', '.join(run.failed.values())})" if run.failed else ""
    return f"{run.answer} seed {run.seed}: {numbers}  {run.seconds:.0f} s{failed}"


def _record(exercise: Exercise, measure: str) -> list[Finding]:
    """Writes the record of an exercise, its plot, and the page of all; returns what is wrong with it.

    Where nothing is measured there is no minimum: the runs only tell whether right answers pass.
    """
    from tfkata.authoring import calibration_page, measurements, threshold, training

    runs = training.runs_of(exercise)
    docs = measurements.root() / "docs"
    if not any(measure in run.measured for run in runs):
        found = list(threshold.rejected(exercise.id, runs, measure))
    else:
        measured = measurements.load(bank.measured(bank.CALIBRATION, exercise.id))["conditions"]
        record = threshold.calibrate(runs, measure, measured)
        place = thresholds.path_of(exercise.id, measure)
        replace_file(place, threshold.toml(record))
        drawn = docs / "calibration" / f"{place.parent.name}{place.stem.removeprefix('threshold')}.svg"
        replace_file(drawn, calibration_page.plot(runs, record))
        click.echo(
            f"{exercise.id:<22} minimum {measure} {record['threshold']:.3f}, by {record['decided_by']}"
        )
        found = list(threshold.findings(exercise.id, runs, record))
    replace_file(docs / "calibration.md", calibration_page.page(_records_of_all(), training.kept()))
    return found


def _records_of_all() -> dict[str, dict[str, Any]]:
    return {
        path.parent.name + path.stem.removeprefix("threshold"): tomllib.loads(path.read_text("utf-8"))
        for path in thresholds.paths()
    }


def _chosen(ids: tuple[str, ...]) -> list[Exercise]:
    return [records.find(name) for name in ids] or list(records.exercises().values())


def _number(jobs: int | None) -> int:
    return jobs or os.cpu_count() or 1


def _runner(tier: str, patience: float) -> Runner:
    from tfkata.running.runner import Runner
    from tfkata.settings import Settings

    return Runner(Settings(tier=tier, patience=patience))


def _demand_checkout() -> None:
    """Measurements and pages lie beside the package, in a checkout only."""

    if not bank.root().is_dir():
        raise UsageError(f"{bank.root()} is not there: this needs a checkout of tfkata")


def _write_validity_page() -> None:
    from tfkata.authoring import measurements, validity_page

    replace_file(measurements.root() / "docs" / "validity.md", validity_page.render())


def _progress(exercise: Exercise, done: int, todo: int, started: float, what: str = "") -> None:
    """A line that says how far it is and how long the rest will take."""
    spent = time.perf_counter() - started
    left = spent / done * (todo - done)
    click.echo(f"{exercise.id:<22} {done:>4} of {todo}  {spent:5.0f} s, {left:.0f} s left  {what}".rstrip())


def _line(exercise: Exercise, what: str, started: float, found: list[Finding]) -> None:
    state = click.style(f"{len(found)} findings", fg="red") if found else click.style("ok", fg="green")
    click.echo(f"{exercise.id:<22} {what}  {time.perf_counter() - started:5.1f} s  {state}")


def _show(findings: Iterable[Finding]) -> None:
    for finding in findings:
        click.echo(f"    {finding.where}: {finding.what.replace(chr(10), chr(10) + ' ' * 8)}")
