"""Judges a typed answer or a choice, and proves a drill: its answer passes, every slip fails, and nothing is missing."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from tfkata.drills import forms, words
from tfkata.drills.drill import LETTERS, Drill, Slip
from tfkata.errors import GraderError
from tfkata.results import CheckResult, Outcome

CHECK = "answer"
Spelled = Callable[[Drill, str], str]
"""Another spelling of what was typed, which a family knows: the answer is in its form already."""
Unfinished = Callable[[Drill, str], str]
"""Why something that can be read is no answer to this question, in words; empty where it is one."""
Look = Callable[[Drill, str], Slip | None]
"""What a family recognises in a wrong answer beyond the slips that it drew."""


def judged(
    drill: Drill,
    typed: str,
    *,
    spelled: Spelled | None = None,
    unfinished: Unfinished | None = None,
    look: Look | None = None,
) -> CheckResult:
    """The verdict on what was typed. What cannot be read, or is no answer, is not attempted: it says how answers look."""
    started = time.perf_counter()
    result = _judged(drill, typed, spelled, unfinished, look)
    seconds = round(time.perf_counter() - started, 4)
    return CheckResult(**{**result, "id": CHECK, "title": drill.id, "max_points": 1.0, "seconds": seconds})


def _judged(
    drill: Drill, typed: str, spelled: Spelled | None, unfinished: Unfinished | None, look: Look | None
) -> dict[str, Any]:
    got = forms.read(drill.form, typed)
    if got is None or (drill.options and LETTERS.index(got) >= len(drill.options)):
        last = LETTERS[len(drill.options) - 1] if drill.options else ""
        message = words.text(drill.family, f"form-{drill.form}", last=last)
        return {"outcome": Outcome.NOT_ATTEMPTED, "points": 0.0, "message": message}
    why_not = unfinished(drill, got) if unfinished is not None else ""
    if why_not:
        return {"outcome": Outcome.NOT_ATTEMPTED, "points": 0.0, "message": why_not}
    got = spelled(drill, got) if spelled is not None else got
    if got == drill.answer:
        return {"outcome": Outcome.PASSED, "points": 1.0}
    slip = next((one for one in drill.slips if one.answer == got), None) or (look and look(drill, got))
    if slip is None:
        message = words.text(drill.family, "wrong", got=typed.strip())
        return {"outcome": Outcome.FAILED, "points": 0.0, "message": message}
    return {"outcome": Outcome.FAILED, "points": 0.0, "misconception": slip.code, **told(drill, slip)}


def told(drill: Drill, slip: Slip) -> dict[str, str | None]:
    """A misconception in words. A choice among code or names quotes the option."""
    got = drill.options[LETTERS.index(slip.answer)] if drill.options else slip.answer
    message, hint = words.misconception(drill.family, slip.code, {"got": got, **slip.values})
    return {"message": message, "hint": hint}


def prove(drill: Drill, judge: Callable[[Drill, str], CheckResult]) -> None:
    """That a drill can be asked: exactly its own answer is right.

    Raises:
        GraderError: the generator made something that it must not make; the text says what.
    """
    if not drill.statement.strip() or re.search(r"\{[a-z_]+\}", _without_code(drill.statement)):
        raise _fault(drill, "its statement is empty, or has a placeholder left")
    if len(set(drill.options)) != len(drill.options):
        raise _fault(drill, "two of its options are the same")
    if drill.kind == "file" and (drill.exercise is None or not drill.stub or not drill.solution):
        raise _fault(drill, "it has no exercise, stub or solution")
    if not drill.form:
        return
    if not judge(drill, drill.answer).passed:
        raise _fault(drill, "its own answer does not pass")
    letters = LETTERS[: len(drill.options)]
    for wrong in {slip.answer for slip in drill.slips}.union(letters) - {drill.answer}:
        if judge(drill, wrong).outcome is not Outcome.FAILED:
            raise _fault(drill, f"'{wrong}' should fail")
    if drill.answer in {slip.answer for slip in drill.slips}:
        raise _fault(drill, "a slip leads to the answer")


def _without_code(statement: str) -> str:
    return re.sub(r"```.*?```|`[^`]*`", "", statement, flags=re.DOTALL)


def _fault(drill: Drill, what: str) -> GraderError:
    return GraderError(f"the drill {drill.id} cannot be asked: {what}; please report it")


def slips(answer: str, *found: Slip | None) -> tuple[Slip, ...]:
    """Slips that lead elsewhere than to the answer, each wrong answer once: the first that leads there explains it."""
    kept: dict[str, Slip] = {}
    for slip in found:
        if slip is not None and slip.answer != answer:
            kept.setdefault(slip.answer, slip)
    return tuple(kept.values())
