"""What trained answers reach, seed by seed, measured on the way that grading takes: examiner, candidate, every check.

The runs of an exercise are kept in `tests/bank/calibration/<id>.json`, added as they end, and good until the answer, whatever
judges it (but for the minimum, which they decide) or the version of a library changes.
"""

from __future__ import annotations

import ast
import contextlib
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tfkata.authoring import measurements
from tfkata.catalog import bank, records, thresholds
from tfkata.catalog.records import Exercise
from tfkata.errors import GraderError
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner

REFERENCE = "solution"


@dataclass(frozen=True, slots=True)
class Run:
    """One answer graded with one seed.

    Attributes:
        answer: "solution", or the name of an answer, "right_…" or "wrong_…".
        text: a hash of the answer.
        measured: what its checks measured, by name.
        by: the check that measured it, by the same name.
        minimum: what had to be reached when it was measured, if there was a minimum yet.
        failed: the misconception, or else the outcome, of each check that did not pass.
    """

    answer: str
    seed: int
    text: str
    measured: dict[str, float] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)
    minimum: dict[str, float] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def failed_besides(self, measure: str) -> dict[str, str]:
        """The failures that no minimum decided.

        The check that measured may name another misconception for what is below its minimum, and fails as
        grader_error while there is none.
        """
        low = self.measured.get(measure, 0.0) < self.minimum.get(measure, 0.0)
        decided = {
            check
            for check, why in self.failed.items()
            if check == self.by.get(measure)
            and (low or why == "grader_error" or why.endswith(".below-threshold"))
        }
        return {check: why for check, why in self.failed.items() if check not in decided}


@dataclass(frozen=True, slots=True)
class Plan:
    """How many seeds, from 0, the reference, each right and each wrong answer are graded with.

    Right answers decide the threshold, and few runs of one make its bound low; of wrong ones we only want to know where they are.
    """

    seeds: int = 20
    right_seeds: int = 10
    wrong_seeds: int = 3

    def of(self, answer: str) -> int:
        if answer == REFERENCE:
            return self.seeds
        return self.right_seeds if answer.startswith("right_") else self.wrong_seeds


def runs_of(exercise: Exercise) -> list[Run]:
    """What is kept, whether or not it is still good."""
    stored = measurements.load(bank.measured(bank.CALIBRATION, exercise.id))
    return [Run(**run) for run in stored.get("runs", [])]


def kept() -> dict[str, list[Run]]:
    """What is kept of every exercise that was ever measured."""
    found = {exercise.id: runs_of(exercise) for exercise in records.exercises().values()}
    return {name: runs for name, runs in found.items() if runs}


def measure(
    exercise: Exercise, runner: Runner, plan: Plan, *, jobs: int, keep_stale: bool = False
) -> Iterator[tuple[int, int, Run]]:
    """Makes the runs that are missing; gives (done, to do, run) as they end. Keeps what it has when stopped.

    A wrong answer gets further seeds only if something was measured with the first one.
    """
    answers = {_name(exercise, path): path for path in (exercise.solution, *bank.answers(exercise.id))}
    runs = _still_good(exercise, answers, keep_stale=keep_stale)
    wrong = [name for name in answers if name.startswith("wrong_")]
    wanted = [(name, seed) for name in answers if name not in wrong for seed in range(plan.of(name))]
    yield from _round(exercise, answers, runs, [*wanted, *((name, 0) for name in wrong)], runner, jobs)
    trains = [name for name in wrong if any(run.answer == name and run.measured for run in runs)]
    wanted = [(name, seed) for name in trains for seed in range(plan.of(name))]
    yield from _round(exercise, answers, runs, wanted, runner, jobs)


def _round(
    exercise: Exercise,
    answers: dict[str, Path],
    runs: list[Run],
    wanted: list[tuple[str, int]],
    runner: Runner,
    jobs: int,
) -> Iterator[tuple[int, int, Run]]:
    """Adds the wanted (answer, seed) that are missing to `runs`, saving after each."""
    there = {(run.answer, run.seed) for run in runs}
    todo = [pair for pair in wanted if pair not in there]
    _keep(exercise, answers, runs)

    def one(pair: tuple[str, int], by: Runner) -> Run:
        return grade(exercise, pair[0], answers[pair[0]], pair[1], by)

    for done, (_, run) in enumerate(in_parallel(todo, one, runner, jobs=jobs), start=1):
        runs.append(run)
        _keep(exercise, answers, runs)
        yield done, len(todo), run


def grade(exercise: Exercise, name: str, path: Path, seed: int, runner: Runner) -> Run:
    """One answer, every check, one seed."""
    started = time.perf_counter()
    with contextlib.closing(runner.clone(seed=seed)) as clone:
        checks = clone.grade(exercise, path, tier="full").checks
    return Run(
        answer=name,
        seed=seed,
        text=digest_of(path),
        measured={measure: value for check in checks for measure, value in check.measured.items()},
        by={measure: check.id for check in checks for measure in check.measured},
        minimum=_minima(exercise, [measure for check in checks for measure in check.measured]),
        failed={c.id: c.misconception or str(c.outcome) for c in checks if not c.passed},
        seconds=round(time.perf_counter() - started, 1),
    )


def _minima(exercise: Exercise, measures: list[str]) -> dict[str, float]:
    """The minima in force, by what is measured; none where nothing was calibrated yet."""
    found = {}
    for measure in measures:
        with contextlib.suppress(GraderError):
            found[measure] = thresholds.minimum(exercise.id, measure)
    return found


def digest_of(path: Path) -> str:
    """A hash of the code. The statement above a solution names the minimum: it may change when that was measured."""
    tree = ast.parse(path.read_text("utf-8"))
    if ast.get_docstring(tree) is not None:
        tree.body = tree.body[1:]
    return measurements.digest(ast.unparse(tree))


def _name(exercise: Exercise, path: Path) -> str:
    return REFERENCE if path == exercise.solution else path.stem


def _still_good(exercise: Exercise, answers: dict[str, Path], *, keep_stale: bool) -> list[Run]:
    stored = measurements.load(bank.measured(bank.CALIBRATION, exercise.id))
    texts = {name: digest_of(path) for name, path in answers.items()}
    good = keep_stale or measurements.outdated(stored, exercise, minimum=False) is None
    runs = runs_of(exercise) if good else []
    return [run for run in runs if run.text == texts.get(run.answer)]


def _keep(exercise: Exercise, answers: dict[str, Path], runs: list[Run]) -> None:
    """Writes the runs in the order of answers and seeds; unchanged runs keep their date."""
    path = bank.measured(bank.CALIBRATION, exercise.id)
    stored = measurements.load(path)
    order = list(answers)
    kept = [asdict(run) for run in sorted(runs, key=lambda run: (order.index(run.answer), run.seed))]
    if measurements.outdated(stored, exercise, minimum=False) is not None or stored["runs"] != kept:
        measurements.save(path, {**measurements.head(exercise, minimum=False), "runs": kept})
