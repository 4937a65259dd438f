"""Drills in notebooks: what stands in the cell of an answer is read as text, never run, and judged as in a terminal.

A check cell says `check("parameters:2:5", answer_1)`; the answer cell above it, `answer_1 = 320`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tfkata import drills
from tfkata.drills import Drill
from tfkata.errors import UsageError
from tfkata.notebook.shown import Shown
from tfkata.results import CheckResult, Outcome

EXERCISE = "drills"
UNANSWERED = "No answer."
_LONGEST = 4000
_CALL = re.compile(r"^check\(\"(?P<id>[a-z]+:\d:\d{1,9})\", (?P<name>answer_\d{1,3})\)", re.MULTILINE)
_NO_ANSWER = re.compile(r"^\s*(?:#.*|raise NotImplementedError(?:\(\))?\s*(?:#.*)?|)$")
_NAME = re.compile(r"^answer(?:_\d{1,3})?\s*=\s*(?!=)")
_QUOTED = re.compile(r"[rRbBuUfF]?(?P<quote>\"\"\"|'''|\"|')(?P<text>.*)(?P=quote)\s*(?:#.*)?", re.DOTALL)
_COMMENT = re.compile(r"\s+#.*$", re.MULTILINE)
_ESCAPED = {"n": "\n", "t": "\t"}


def check_line(drill: Drill, number: int) -> str:
    """What a check cell says."""
    return f'check("{drill.id}", {variable(number)})'


def variable(number: int) -> str:
    """What the answer to question `number` is called."""
    return f"answer_{number}"


def asked(check_cell: str) -> Drill | None:
    """The drill that a check cell judges; None for any other cell."""
    found = _CALL.search(check_cell)
    if found is None:
        return None
    try:
        drill = drills.make(found["id"])
    except UsageError:  # of another version of the drills
        return None
    return drill if drill.form else None


def judged(drill: Drill, *spellings: str) -> CheckResult:
    """The verdict on an answer, of which there may be several spellings: the first that is right counts, else the first."""
    results = [_judged(drill, typed) for typed in spellings]
    found = next(
        (result for result in results if result.passed), results[0] if results else _judged(drill, "")
    )
    return replace(found, title=drill.id)


def shown(id_: str, value: object, points: float | None) -> Shown:
    """What `check("parameters:2:5", value)` shows in a kernel.

    Raises:
        UsageError: there is no such drill, or it is a file to write.
    """
    drill = drills.make(id_)
    if not drill.form:
        raise UsageError(f"{id_}: is a file to write: `tfkata drill {id_}`")
    return Shown(judged(drill, str(value)), exercise_id=EXERCISE, worth=1.0 if points is None else points)


def spellings(answer_cell: str) -> list[str]:
    """What an answer cell may mean: without the quotes around it, and as it stands; nothing where nothing was written.

    Comments and the placeholder are left out. Nothing is computed: `2 * 16` is no number.
    """
    lines = answer_cell[:_LONGEST].replace("\r\n", "\n").split("\n")
    text = "\n".join(line for line in lines if not _NO_ANSWER.fullmatch(line)).strip()
    text = _NAME.sub("", text).strip()
    if not text:
        return []
    quoted = _QUOTED.fullmatch(text)
    if quoted is None:
        return list(dict.fromkeys([_COMMENT.sub("", text), text]))
    return [re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), quoted["text"]), text]


def _judged(drill: Drill, typed: str) -> CheckResult:
    if not typed.strip():
        return CheckResult("answer", drill.id, Outcome.NOT_ATTEMPTED, 0.0, 1.0, UNANSWERED)
    return drills.judge(drill, typed)
