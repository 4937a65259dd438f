"""A sheet for proofreading: each text as a learner sees it, filled with the values that its wrong answers really produce.

A sentence that reads well around `{found}` may read badly around a tuple or an exception; only a real answer shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tfkata.authoring import rules
from tfkata.catalog import bank, texts
from tfkata.catalog.records import Exercise
from tfkata.report.terminal import plain
from tfkata.results import CheckResult
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner

FENCE = "~~~~"  # the texts contain backticks


@dataclass(frozen=True, slots=True)
class Shown:
    """What one check said, and the answer that made it say so."""

    check: CheckResult
    answer: Path


def shown(exercise: Exercise, runner: Runner, *, tier: str, jobs: int) -> dict[str, Shown]:
    """Each code that the wrong answers of an exercise produce, as it was first seen.

    Grades one answer for each code that they declare; another only where the tier does not see the code in the first.
    """
    waiting = _by_declared_code(exercise)
    seen: dict[str, Shown] = {}

    def checks_of(file: Path, by: Runner) -> list[CheckResult]:
        return by.grade(exercise, file, tier=tier).checks

    while waiting := {code: files for code, files in waiting.items() if files and code not in seen}:
        batch = [files.pop(0) for files in waiting.values()]
        for file, checks in sorted(in_parallel(batch, checks_of, runner, jobs=jobs)):
            for check in checks:
                if check.misconception is not None:
                    seen.setdefault(check.misconception, Shown(check, file))
    return seen


def _by_declared_code(exercise: Exercise) -> dict[str, list[Path]]:
    files: dict[str, list[Path]] = {}
    for file in bank.answers(exercise.id):
        declared = rules.declaration(file)
        if declared is not None and declared.code is not None:
            files.setdefault(declared.code, []).append(file)
    return files


def section(exercise: Exercise, seen: Mapping[str, Shown]) -> str:
    """The part of the sheet about one exercise: what was seen, and the texts of its own that no answer produced."""
    of_this = [f"# {exercise.id}", *(_as_seen(code, seen[code]) for code in sorted(seen))]
    return _paragraphs([*of_this, *_unseen(exercise.id, seen)])


def shared_section(seen: Iterable[str]) -> str:
    """The texts that exercises share and that no answer produced."""
    known = set(seen)
    return _paragraphs(
        ["# Shared texts", *(part for path in texts.shared() for part in _unseen(path.stem, known))]
    )


def _as_seen(code: str, one: Shown) -> str:
    where = f"{one.answer.parent.name}/{one.answer.name}, check `{one.check.id}`"
    return f"## {code}\n\n{where}\n\n{FENCE}\n{plain(one.check)}\n{FENCE}"


def _unseen(name: str, seen: Iterable[str]) -> Iterator[str]:
    entries: dict[str, dict[str, str]] = texts.read(name).get("misconceptions", {})
    for code in sorted(entries.keys() - set(seen)):
        text, hint = (texts.unwrapped(entries[code].get(part, "")) for part in ("text", "hint"))
        yield f"## {code}\n\nproduced by no answer\n\n{FENCE}\n{text}\nhint: {hint}\n{FENCE}"


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"
