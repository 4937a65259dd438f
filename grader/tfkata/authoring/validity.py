"""Does the verdict fit the answer? Grades every right and wrong answer of `tests/bank/answers` and keeps what was found.

`tests/bank/validity/<id>.json` holds it, answer by answer; a verdict is good until its answer, whatever judges it or the
version of a library changes.
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
    known = still_good(exercise)
    todo = [file for file in every if not serves(known.get(file.name), tier)]

    def one(file: Path, by: Runner) -> dict[str, Any]:
        return _entry(file, rules.judge_answer(exercise, file, by, tier), tier)

    try:
        for done, (file, entry) in enumerate(in_parallel(todo, one, runner, jobs=jobs), start=1):
            known[file.name] = entry
            if done % EVERY == 0 or done == len(todo):
                _keep(exercise, path, known)
                yield done, len(todo)
    finally:
        _keep(exercise, path, known)


def still_good(exercise: Exercise) -> dict[str, dict[str, Any]]:
    """The kept verdicts whose answer and whatever judges it are unchanged, by the name of the answer's file."""
    stored = measurements.load(bank.measured(bank.VALIDITY, exercise.id))
    if measurements.outdated(stored, exercise) is not None:
        return {}
    entries: dict[str, dict[str, Any]] = stored["answers"]
    texts = {file.name: _text(file) for file in bank.answers(exercise.id)}
    return {name: entry for name, entry in entries.items() if entry["text"] == texts.get(name)}


def serves(entry: dict[str, Any] | None, tier: str) -> bool:
    """Whether a kept verdict answers for a tier. That of the full tier serves the quick one too, never the other way round."""
    return entry is not None and entry["outcome"] != Outcome.GRADER_ERROR and tier in ("quick", entry["tier"])


def _text(file: Path) -> str:
    return measurements.digest(file.read_text("utf-8"))


def _entry(file: Path, verdict: Verdict | None, tier: str) -> dict[str, Any]:
    """A verdict as kept. What the quick tier rejects no longer needs the full one; what it cannot tell is open."""
    entry: dict[str, Any] = {
        "text": _text(file),
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
    kept = {name: known[name] for name in sorted(known)}
    if measurements.outdated(stored, exercise) is not None or stored["answers"] != kept:
        measurements.save(path, {**measurements.head(exercise), "answers": kept})


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
