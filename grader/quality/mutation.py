"""Do the checks notice? Grades every mutant of a solution; one that passes is a hole in the checks, or equivalent.

A mutant is graded check by check until one does not pass: first the quick ones, then, in the full tier, those that train.
What was found is kept in `tests/mutants/<id>.json`, mutant by mutant, and is good until the solution, the record or a
module that judges changes. `tests/mutants/equivalent.toml` names the survivors that are right answers, each with the reason.
"""

from __future__ import annotations

import contextlib
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from grader.authoring import Finding
from grader.catalog import Exercise
from grader.errors import SourceError
from grader.quality import store
from grader.quality.mutants import Mutant, mutants
from grader.results import CheckResult, Outcome
from grader.runner import Runner
from grader.twins import in_parallel

KILLED, SURVIVED, OPEN, BROKEN = "killed", "survived", "open", "grader_error"
EVERY = 20


@dataclass(frozen=True, slots=True)
class Score:
    """The mutants of one exercise, counted. `open` ones passed the quick checks and were not asked the full ones."""

    exercise: str
    total: int
    killed: int
    named: int
    equivalent: int
    open: int
    missed: int


def kill(exercise: Exercise, runner: Runner, *, tier: str, jobs: int) -> Iterator[tuple[int, int]]:
    """Grades the mutants that are not judged yet; gives (done, to do) as it goes. Keeps what it has when stopped."""
    path = store.place("mutants", exercise.id)
    every = mutants(exercise.solution.read_text("utf-8"))
    known = _still_good(exercise, path)
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


def _still_good(exercise: Exercise, path: Path) -> dict[str, Any]:
    stored = store.load(path)
    good = stored.get("fingerprint") == store.fingerprint(exercise)
    fates: dict[str, Any] = stored["mutants"] if good else {}
    return fates


def _is_judged(fate: dict[str, Any] | None, tier: str) -> bool:
    """What was killed stays killed; a survivor of the quick tier is open in the full one; a fault of ours is tried again."""
    if fate is None or fate["fate"] == BROKEN:
        return False
    return fate["fate"] != OPEN or tier == "quick"


def _keep(exercise: Exercise, path: Path, every: list[Mutant], fates: dict[str, Any]) -> None:
    """Writes what is known, in the order of the mutants; an unchanged result keeps its date."""
    kept = {m.id: fates[m.id] for m in every if m.id in fates}
    stored = store.load(path)
    data = {"exercise": exercise.id, "fingerprint": store.fingerprint(exercise), "total": len(every)}
    if {key: stored.get(key) for key in data} != data or stored.get("mutants") != kept:
        store.save(path, {**data, "conditions": store.conditions(), "mutants": kept})


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


def equivalents(path: Path | None = None) -> dict[str, str]:
    """The reason for each survivor that is right, by `exercise:mutant`.

    Raises:
        SourceError: the file is not valid, names one twice or gives no reason.
    """
    path = path or store.root() / "tests" / "mutants" / "equivalent.toml"
    if not path.is_file():
        return {}
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("equivalent", [])
        reasons = {str(entry["id"]): str(entry["reason"]).strip() for entry in entries}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SourceError(f"{path.name}: every [[equivalent]] needs `id` and `reason` ({error})") from error
    twice = [name for name, count in Counter(str(entry["id"]) for entry in entries).items() if count > 1]
    empty = [name for name, reason in reasons.items() if not reason]
    if twice or empty:
        raise SourceError(f"{path.name}: {', '.join(twice + empty)}: twice, or without a reason")
    return reasons


def findings(exercise: Exercise, reasons: dict[str, str]) -> Iterator[Finding]:
    """Survivors without a reason, reasons that fit nothing any more, and faults of the grader."""
    fates: dict[str, Any] = store.load(store.place("mutants", exercise.id)).get("mutants", {})
    for name, fate in fates.items():
        known = f"{exercise.id}:{name}"
        if fate["fate"] == BROKEN:
            yield Finding(known, f"the grader failed on it: {fate['message']}\n{fate['change']}")
        if fate["fate"] == SURVIVED and known not in reasons:
            yield Finding(known, f"survives: add a check, or a reason to equivalent.toml\n{fate['change']}")
    for known in reasons:
        owner, _, name = known.partition(":")
        if owner == exercise.id and fates.get(name, {}).get("fate", KILLED) == KILLED:
            text = "is killed now" if name in fates else "is no mutant any more"
            yield Finding(f"equivalent.toml: {known}", f"{text}: remove it")


def score(exercise_id: str, stored: dict[str, Any], reasons: dict[str, str]) -> Score:
    """Counts what is kept of one exercise."""
    fates: dict[str, Any] = stored["mutants"]
    count = Counter(fate["fate"] for fate in fates.values())
    right = sum(f"{exercise_id}:{name}" in reasons for name, f in fates.items() if f["fate"] == SURVIVED)
    return Score(
        exercise=exercise_id,
        total=stored["total"],
        killed=count[KILLED],
        named=sum("misconception" in fate for fate in fates.values()),
        equivalent=right,
        open=stored["total"] - count[KILLED] - count[SURVIVED] - count[BROKEN],
        missed=count[SURVIVED] - right + count[BROKEN],
    )
