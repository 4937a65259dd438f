"""Do the checks notice? Grades every mutant of a solution; one that passes is a hole in the checks, or equivalent.

A mutant is graded check by check until one does not pass: first the quick ones, then, in the full tier, those that train.
What was found is kept in `tests/bank/mutants/<id>.json`, mutant by mutant, and is good until the solution, whatever judges it
or the version of a library changes. `tests/bank/mutants/equivalent.toml` says which survivors are right answers, and why.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tfkata.authoring import measurements
from tfkata.authoring.mutants import Mutant, mutants
from tfkata.authoring.rules import Finding
from tfkata.catalog import bank
from tfkata.catalog.records import Exercise
from tfkata.errors import SourceError
from tfkata.results import CheckResult, Outcome
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner

KILLED, SURVIVED, OPEN, BROKEN = "killed", "survived", "open", "grader_error"
EVERY = 20


@dataclass(frozen=True, slots=True)
class Score:
    """The mutants of one exercise, counted. `open` ones passed the quick checks and were not asked the full ones.

    `decided` are the judged ones that change a line which the contract decides, `decided_killed` the killed ones of those.
    """

    exercise: str
    total: int
    killed: int
    named: int
    equivalent: int
    open: int
    missed: int
    decided: int
    decided_killed: int


def kill(
    exercise: Exercise, runner: Runner, *, tier: str, jobs: int, keep_killed: bool = False
) -> Iterator[tuple[int, int]]:
    """Grades the mutants that are not judged yet; gives (done, to do) as it goes. Keeps what it has when stopped.

    With `keep_killed`, what the checks killed before one of them last changed need not be killed again.
    """
    path = bank.measured(bank.MUTANTS, exercise.id)
    every = mutants(exercise.solution.read_text("utf-8"))
    known = _still_good(exercise, path, keep_killed=keep_killed)
    fates: dict[str, Any] = {m.id: known[m.id] for m in every if m.id in known}
    todo = [m for m in every if not _is_judged(fates.get(m.id), tier)]
    with tempfile.TemporaryDirectory(prefix="tfkata-mutants-") as folder:
        judge = partial(_judge, exercise, tier, Path(folder))
        try:
            for done, (mutant, fate) in enumerate(in_parallel(todo, judge, runner, jobs=jobs), start=1):
                fates[mutant.id] = fate
                if done % EVERY == 0 or done == len(todo):
                    _keep(exercise, path, every, fates)
                    yield done, len(todo)
        finally:
            _keep(exercise, path, every, fates)


def _still_good(exercise: Exercise, path: Path, *, keep_killed: bool) -> dict[str, Any]:
    stored = measurements.load(path)
    fates: dict[str, Any] = stored.get("mutants", {})
    if measurements.outdated(stored, exercise) is None:
        return fates
    return {m: fate for m, fate in fates.items() if keep_killed and fate["fate"] == KILLED}


def _is_judged(fate: dict[str, Any] | None, tier: str) -> bool:
    """What was killed stays killed; a survivor of the quick tier is open in the full one; a fault of ours is tried again."""
    if fate is None or fate["fate"] == BROKEN:
        return False
    return fate["fate"] != OPEN or tier == "quick"


def _keep(exercise: Exercise, path: Path, every: list[Mutant], fates: dict[str, Any]) -> None:
    """Writes what is known, in the order of the mutants; an unchanged result keeps its date."""
    kept = {m.id: fates[m.id] for m in every if m.id in fates}
    stored = measurements.load(path)
    unchanged = measurements.outdated(stored, exercise) is None
    if not unchanged or (stored["total"], stored["mutants"]) != (len(every), kept):
        measurements.save(path, {**measurements.head(exercise), "total": len(every), "mutants": kept})


def _judge(exercise: Exercise, tier: str, folder: Path, mutant: Mutant, runner: Runner) -> dict[str, Any]:
    """What became of one mutant, as kept: its fate, the check that told it apart, and the change, for people."""
    path = folder / f"{mutant.id}.py"
    path.write_text(mutant.text, "utf-8")
    told = {"operator": mutant.operator, "change": mutant.change}
    asked = sorted(exercise.checks_of(tier), key=lambda check: check.tier != "quick")
    with contextlib.closing(runner.session(exercise, path)) as session:
        for check in asked:
            result = session.check(check)
            if not result.passed:
                return {**_fate(result), **told}
    survived = SURVIVED if len(asked) == len(exercise.checks) else OPEN
    return {"fate": survived, **told}


def _fate(result: CheckResult) -> dict[str, Any]:
    """An error of our own kills nothing."""
    fate = BROKEN if result.outcome is Outcome.GRADER_ERROR else KILLED
    found = {"fate": fate, "check": result.id, "outcome": str(result.outcome)}
    if fate == BROKEN:
        found["message"] = result.message
    return {**found, "misconception": result.misconception} if result.misconception else found


@dataclass(frozen=True, slots=True)
class Free:
    """A choice that an exercise leaves to the learner: `lines` fits each line that a mutant of it takes away."""

    exercise: str
    lines: str
    reason: str

    def fits(self, exercise_id: str, fate: dict[str, Any]) -> bool:
        gone = [line[2:] for line in fate["change"].splitlines() if line.startswith("-")]
        return exercise_id == self.exercise and all(re.search(self.lines, line) for line in gone)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why survivors are right answers: one by one, as `exercise:mutant`, or by a choice that is free."""

    single: dict[str, str] = field(default_factory=dict)
    free: tuple[Free, ...] = ()

    def explain(self, exercise_id: str, name: str, fate: dict[str, Any]) -> str | None:
        """The reason for a survivor, or None."""
        return self.single.get(f"{exercise_id}:{name}") or self.free_choice(exercise_id, fate)

    def free_choice(self, exercise_id: str, fate: dict[str, Any]) -> str | None:
        """Why a mutant, whatever became of it, changes nothing but what is left to the learner; or None."""
        return next((free.reason for free in self.free if free.fits(exercise_id, fate)), None)


def equivalents(path: Path | None = None) -> Reasons:
    """What `equivalent.toml` says.

    Raises:
        SourceError: it is not valid, names a mutant twice or gives no reason.
    """
    path = path or bank.folder(bank.MUTANTS) / "equivalent.toml"
    if not path.is_file():
        return Reasons()
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        entries = [(str(entry["id"]), str(entry["reason"]).strip()) for entry in data.get("equivalent", [])]
        free = tuple(Free(**entry) for entry in data.get("free", []))
        for one in free:
            re.compile(one.lines)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise SourceError(
            f"{path.name}: [[equivalent]] has id and reason, [[free]] exercise, lines and reason ({error})"
        ) from error
    twice = [name for name, count in Counter(name for name, _ in entries).items() if count > 1]
    empty = [name for name, reason in entries if not reason] + [
        f.exercise for f in free if not f.reason.strip()
    ]
    if twice or empty:
        raise SourceError(f"{path.name}: {', '.join(twice + empty)}: twice, or without a reason")
    return Reasons(dict(entries), free)


def findings(exercise: Exercise, reasons: Reasons) -> Iterator[Finding]:
    """Survivors without a reason, reasons that fit nothing any more, and faults of the grader."""
    fates: dict[str, Any] = measurements.load(bank.measured(bank.MUTANTS, exercise.id)).get("mutants", {})
    for name, fate in fates.items():
        where = f"{exercise.id}:{name}"
        if fate["fate"] == BROKEN:
            yield Finding(where, f"the grader failed on it: {fate['message']}\n{fate['change']}")
        if fate["fate"] == SURVIVED and reasons.explain(exercise.id, name, fate) is None:
            yield Finding(where, f"survives: add a check, or a reason to equivalent.toml\n{fate['change']}")
    for where in reasons.single:
        owner, _, name = where.partition(":")
        if owner == exercise.id and fates.get(name, {}).get("fate", KILLED) == KILLED:
            text = "is killed now" if name in fates else "is no mutant any more"
            yield Finding(f"equivalent.toml: {where}", f"{text}: remove it")
    left = [fate for fate in fates.values() if fate["fate"] in (SURVIVED, OPEN)]
    for free in reasons.free:
        if free.exercise == exercise.id and not any(free.fits(exercise.id, fate) for fate in left):
            yield Finding(f"equivalent.toml: {exercise.id}", f"no survivor fits '{free.lines}': remove it")


def score(exercise_id: str, stored: dict[str, Any], reasons: Reasons) -> Score:
    """Counts what is kept of one exercise."""
    fates: dict[str, Any] = stored["mutants"]
    count = Counter(fate["fate"] for fate in fates.values())
    survivors = ((name, fate) for name, fate in fates.items() if fate["fate"] == SURVIVED)
    right = sum(reasons.explain(exercise_id, name, fate) is not None for name, fate in survivors)
    decided = Counter(f["fate"] for f in fates.values() if reasons.free_choice(exercise_id, f) is None)
    return Score(
        exercise=exercise_id,
        total=stored["total"],
        killed=count[KILLED],
        named=sum("misconception" in fate for fate in fates.values()),
        equivalent=right,
        open=stored["total"] - count[KILLED] - count[SURVIVED] - count[BROKEN],
        missed=count[SURVIVED] - right + count[BROKEN],
        decided=decided[KILLED] + decided[SURVIVED],
        decided_killed=decided[KILLED],
    )
