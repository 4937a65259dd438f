"""Does the verdict fit the answer? Grades every right and wrong answer of `tests/bank/answers` and keeps what was found.

`tests/bank/validity/<id>.json` holds it, answer by answer; a verdict is good until its answer, the solution, the record or a
module that judges changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tfkata.authoring import measurements, rules
from tfkata.authoring.rules import Verdict
from tfkata.catalog import bank
from tfkata.catalog.records import Exercise
from tfkata.results import Outcome
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner

EVERY = 10


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)

    def __str__(self) -> str:
        return f"{self.part}/{self.whole}"

    @property
    def percent(self) -> str:
        """Two decimals, never rounded up to 100."""
        if not self.whole:
            return "-"
        return f"{self.part * 10_000 // self.whole / 100:.2f} %"


@dataclass(frozen=True, slots=True)
class Row:
    """The verdicts on one exercise, counted; `open` ones only the full tier can judge."""

    exercise: str
    accepted: Share
    rejected: Share
    named: Share
    open: int
    disagreements: tuple[str, ...]


def judge(exercise: Exercise, runner: Runner, *, tier: str, jobs: int) -> Iterator[tuple[int, int]]:
    """Grades the answers that are not judged yet; gives (done, to do) as it goes. Keeps what it has when stopped."""
    path = bank.measured(bank.VALIDITY, exercise.id)
    every = bank.answers(exercise.id)
    known = _still_good(exercise, path, every)
    todo = [file for file in every if not _is_judged(known.get(file.name), tier)]

    def one(file: Path, by: Runner) -> dict[str, Any]:
        return _entry(file, rules.judge_variant(exercise, file, by, tier), tier)

    try:
        for done, (file, entry) in enumerate(in_parallel(todo, one, runner, jobs=jobs), start=1):
            known[file.name] = entry
            if done % EVERY == 0 or done == len(todo):
                _keep(exercise, path, known)
                yield done, len(todo)
    finally:
        _keep(exercise, path, known)


def _still_good(exercise: Exercise, path: Path, every: list[Path]) -> dict[str, Any]:
    stored = measurements.load(path)
    if stored.get("fingerprint") != measurements.fingerprint(exercise):
        return {}
    entries: dict[str, Any] = stored["answers"]
    texts = {file.name: measurements.digest(file.read_text("utf-8")) for file in every}
    return {name: entry for name, entry in entries.items() if entry["text"] == texts.get(name)}


def _is_judged(entry: dict[str, Any] | None, tier: str) -> bool:
    return entry is not None and entry["outcome"] != Outcome.GRADER_ERROR and tier in ("quick", entry["tier"])


def _entry(file: Path, verdict: Verdict | None, tier: str) -> dict[str, Any]:
    """A verdict as kept. What the quick tier rejects no longer needs the full one; what it cannot tell is open."""
    entry: dict[str, Any] = {
        "text": measurements.digest(file.read_text("utf-8")),
        "tier": tier,
        "outcome": None,
    }
    if verdict is None:
        return entry
    rejected = verdict.outcome not in (None, Outcome.PASSED)
    found = {"agrees": verdict.agrees, "declared": verdict.declared, "found": verdict.found}
    outcome = str(verdict.outcome) if verdict.outcome is not None else None
    entry |= {**found, "outcome": outcome, "tier": "full" if rejected else tier}
    return entry if verdict.agrees else {**entry, "why": verdict.text}


def _keep(exercise: Exercise, path: Path, known: dict[str, Any]) -> None:
    """Writes what is known in the order of the files; an unchanged result keeps its date."""
    stored = measurements.load(path)
    data = {"exercise": exercise.id, "fingerprint": measurements.fingerprint(exercise)}
    kept = {name: known[name] for name in sorted(known)}
    if {key: stored.get(key) for key in data} != data or stored.get("answers") != kept:
        measurements.save(path, {**data, "conditions": measurements.conditions(), "answers": kept})


def row(exercise_id: str, stored: dict[str, Any]) -> Row:
    """Counts what is kept of one exercise. An answer whose first line declares nothing counts as judged wrongly."""
    entries: dict[str, Any] = stored["answers"]
    judged = {name: entry for name, entry in entries.items() if "agrees" in entry}
    right = [entry for name, entry in judged.items() if name.startswith("right_")]
    wrong = [entry for name, entry in judged.items() if not name.startswith("right_")]
    coded = [entry for entry in wrong if entry["declared"]]
    refused = (Outcome.PASSED, Outcome.GRADER_ERROR, None)
    return Row(
        exercise=exercise_id,
        accepted=Share(sum(entry["outcome"] == Outcome.PASSED for entry in right), len(right)),
        rejected=Share(sum(entry["outcome"] not in refused for entry in wrong), len(wrong)),
        named=Share(sum(entry["found"] == entry["declared"] for entry in coded), len(coded)),
        open=len(entries) - len(judged),
        disagreements=tuple(
            f"tests/bank/answers/{exercise_id}/{name}: {entry['why']}"
            for name, entry in judged.items()
            if not entry["agrees"]
        ),
    )
