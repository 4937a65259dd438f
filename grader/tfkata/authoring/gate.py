"""Which answers `tfkata author check` judges, and which verdicts it trusts because nothing that decides them has changed.

A verdict kept in `tests/bank/validity` is trusted while the answer, whatever judges it and every library are the same. What it says
is still held against what the answer declares today, and a few of each exercise are judged again, others each time.
"""

from __future__ import annotations

import datetime
import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tfkata.authoring import measurements, rules, validity
from tfkata.authoring.rules import Finding, Verdict
from tfkata.catalog import bank
from tfkata.catalog.records import Exercise
from tfkata.results import Outcome
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner

SAMPLE = 5
NEW = "the answer is new or has changed, or its kept verdict serves another tier"


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of each answer to an exercise.

    Attributes:
        kept: verdicts that may be trusted, by answer.
        sampled: those of them that are judged again anyway.
        untrusted: answers that have to be judged.
        why: why they have to.
        conditions: under which the kept verdicts were found.
    """

    kept: dict[Path, dict[str, Any]]
    sampled: frozenset[Path]
    untrusted: tuple[Path, ...]
    why: str
    conditions: dict[str, Any]

    @property
    def trusted(self) -> dict[Path, dict[str, Any]]:
        return {path: entry for path, entry in self.kept.items() if path not in self.sampled}

    @property
    def judged(self) -> list[Path]:
        return sorted([*self.sampled, *self.untrusted])


def rotation() -> str:
    """What the sample is chosen by: the commit that is checked out, or today's date where there is none."""
    command = ["git", "rev-parse", "--short=12", "HEAD"]
    try:
        run = subprocess.run(command, cwd=measurements.root(), capture_output=True, text=True, check=False)
        commit = run.stdout.strip()
    except OSError:
        commit = ""
    return commit or datetime.datetime.now(datetime.UTC).date().isoformat()


def plan(exercise: Exercise, *, tier: str, chosen_by: str, everything: bool = False) -> Plan:
    """Decide which kept verdicts to trust. `chosen_by` is any text: the same one chooses the same sample."""
    stored = measurements.load(bank.measured(bank.VALIDITY, exercise.id))
    good = validity.still_good(exercise)
    files = bank.answers(exercise.id)
    kept = {path: good[path.name] for path in files if _is_usable(path, good.get(path.name), tier)}
    candidates = [path for path, entry in kept.items() if entry["outcome"] is not None]
    chosen = random.Random(f"{chosen_by} {exercise.id}").sample(candidates, min(SAMPLE, len(candidates)))
    return Plan(
        kept=kept,
        sampled=frozenset(kept if everything else chosen),
        untrusted=tuple(path for path in files if path not in kept),
        why=measurements.outdated(stored, exercise) or NEW,
        conditions=stored.get("conditions", {}),
    )


def _is_usable(path: Path, entry: dict[str, Any] | None, tier: str) -> bool:
    """Whether a kept verdict is whole and serves the tier; without an outcome it says that the quick tier cannot tell."""
    if entry is None or not validity.serves(entry, tier) or rules.declaration(path) is None:
        return False
    is_open = entry["outcome"] is None and tier == "quick" and "agrees" not in entry
    return is_open or (entry["outcome"] in set(Outcome) and "found" in entry)


def judge(exercise: Exercise, planned: Plan, runner: Runner, *, tier: str, jobs: int) -> Iterator[Finding]:
    """Judge what the plan says, and hold every verdict, kept or new, against what its answer declares."""
    work = in_parallel(
        planned.judged, lambda path, by: rules.judge_answer(exercise, path, by, tier), runner, jobs=jobs
    )
    found = dict(work)
    for path in sorted([*found, *planned.trusted]):
        fresh, kept = found.get(path), _as_verdict(path, planned.kept.get(path))
        verdict = fresh if path in found else kept
        if verdict is not None and not verdict.agrees:
            yield Finding(verdict.where, verdict.text)
        if fresh and kept and (fresh.outcome, fresh.found) != (kept.outcome, kept.found):
            told, says = _said(fresh), _said(kept)
            where = f"tests/bank/validity/{exercise.id}.json"
            yield Finding(
                where, f"{path.name}: kept is {says}, judged again it is {told}: run `tfkata author validity`"
            )


def _as_verdict(path: Path, entry: dict[str, Any] | None) -> Verdict | None:
    if entry is None or entry["outcome"] is None:
        return None
    outcome, code = Outcome(entry["outcome"]), entry["found"]
    return rules.compare(path, outcome, code, f"{outcome} ({code}), as kept in tests/bank/validity")


def _said(verdict: Verdict) -> str:
    return f"{verdict.outcome} ({verdict.found})"


@dataclass(slots=True)
class Tally:
    """What was trusted and what was judged, over all exercises."""

    trusted: int = 0
    left: int = 0
    sampled: int = 0
    untrusted: Counter[str] = field(default_factory=Counter)
    conditions: list[dict[str, Any]] = field(default_factory=list)

    def add(self, planned: Plan) -> None:
        trusted = planned.trusted
        self.left += sum(entry["outcome"] is None for entry in trusted.values())
        self.trusted += sum(entry["outcome"] is not None for entry in trusted.values())
        self.sampled += len(planned.sampled)
        self.untrusted[planned.why] += len(planned.untrusted)
        if trusted:
            self.conditions.append(planned.conditions)

    def lines(self, chosen_by: str | None) -> Iterator[str]:
        """What to tell people: nothing is trusted in silence. `chosen_by` is None where everything was judged."""
        judged = self.sampled + self.untrusted.total()
        yield f"{self.trusted:,} verdicts trusted; {judged:,} judged now"
        if self.conditions:
            yield from measurements.described(self.conditions)
        if self.left:
            yield f"- {self.left:,} left to the full tier: the quick one cannot tell"
        if self.sampled:
            how = (
                f"chosen by {chosen_by}: `--rotation {chosen_by}` chooses the same"
                if chosen_by
                else "as asked"
            )
            yield f"- {self.sampled:,} that could be trusted judged again, {how}"
        yield from (f"- {count:,} judged: {why}" for why, count in self.untrusted.items() if count)
