"""What reports say about a check, as plain text: numbers as they are, learner's text made harmless.

The one place where the formats that hold plain text get it from, so that all of them say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfkata.report.clean import clean
from tfkata.report.printed import as_seen
from tfkata.results import CheckResult, Evidence, ExerciseResult, Outcome, SubmissionResult

WORDS = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.NOT_ATTEMPTED: "not attempted",
    Outcome.CRASHED: "crashed",
    Outcome.TIMED_OUT: "timed out",
    Outcome.OUT_OF_MEMORY: "out of memory",
    Outcome.GRADER_ERROR: "grader error",
}
AT_THAT_MOMENT = "at that moment"
UNREADABLE = "cannot be read"
MAX_OUTPUT_LINES = 40
LONGEST_LOOK = 2000
_RAISED = re.compile(
    r"\b([A-Z]\w*(?:Error|Exception|Exit|Interrupt|Iteration))\b(?:: No module named '([\w.]+)')?"
)
_CODE = re.compile(r"`([^`\n]+)`")
NOT_GRADED = "tfkata itself failed on a part of this, which is never the learner's fault: grade it again."
NOT_TRUSTED = "Not every wall was up around the learner's code: this result is not trusted."


def with_code(escaped: str) -> str:
    """HTML in which what stands in back-ticks is code; the text is escaped already."""
    return _CODE.sub(r"<code>\1</code>", escaped)


def number(value: float) -> str:
    """The shortest text that reads back as the same number; whole ones without a point."""
    return str(int(value)) if value == int(value) else repr(float(value))


def points(result: SubmissionResult | ExerciseResult | CheckResult) -> str:
    """Such as "3.5/7"."""
    return f"{number(result.points)}/{number(result.max_points)}"


def headline(result: SubmissionResult) -> str:
    """Such as "3 of 5 exercises passed, 12/20 points"."""
    passed = sum(e.outcome is Outcome.PASSED for e in result.exercises)
    return f"{passed} of {len(result.exercises)} exercises passed, {points(result)} points"


def notices(result: SubmissionResult) -> list[str]:
    """What a reader of a score must know before believing it, and the notes of the run."""
    said = [NOT_GRADED] if not_graded(result) else []
    said += [] if result.trusted else [f"{NOT_TRUSTED} (sandbox: {clean(result.sandbox)})"]
    return [*said, *map(clean, result.notes)]


def not_graded(result: SubmissionResult) -> bool:
    """Whether tfkata itself failed somewhere, so that the score is not one yet."""
    return any(c.outcome is Outcome.GRADER_ERROR for e in result.exercises for c in e.checks) or any(
        e.outcome is Outcome.GRADER_ERROR for e in result.exercises
    )


def unreadable(exercise: ExerciseResult) -> bool:
    """Whether something was handed in and nothing of it could be read: only then has a failed exercise a message of its own."""
    return exercise.outcome is Outcome.FAILED and bool(exercise.message)


def ending(exercise: ExerciseResult) -> str:
    """How an exercise ended, in a word or three."""
    return UNREADABLE if unreadable(exercise) else WORDS[exercise.outcome]


def unnamed(exercise: ExerciseResult, check: CheckResult) -> str:
    """What a summary calls a check that ended badly and names no misconception; empty where there is nothing to call.

    Crashes are told apart by what was raised, and by the module that was not found.
    """
    if check.outcome in (Outcome.PASSED, Outcome.NOT_ATTEMPTED) or check.misconception:
        return ""
    if unreadable(exercise):
        return UNREADABLE
    raised = _RAISED.search(check.message[:LONGEST_LOOK]) if check.outcome is Outcome.CRASHED else None
    if raised is None:
        return WORDS[check.outcome]
    return f"{WORDS[check.outcome]}: {raised[1][:40]}" + (f" {raised[2][:40]}" if raised[2] else "")


def explanation(check: CheckResult) -> str:
    """Everything a check says, in paragraphs; empty when it passed."""
    return "" if check.passed else "\n".join(_lines(check))


def _lines(check: CheckResult) -> Iterator[str]:
    yield clean(check.message)
    if check.evidence is not None:
        yield from evidence_lines(check.evidence)
    if check.output.strip():
        yield "your code printed:"
        yield from (f"    {line}" for line in shortened(check.output).splitlines())
    if check.misconception:
        yield f"[{clean(check.misconception)}]"
    if check.hint:
        yield f"hint: {clean(check.hint)}"


def evidence_lines(evidence: Evidence) -> Iterator[str]:
    """The call and both values, the traceback, the two models: cleaned, a line each."""
    for label, text in (
        ("call", evidence.call),
        ("returned", evidence.returned),
        ("expected", evidence.expected),
    ):
        if text:
            yield f"{label + ':':<10}{clean(text)}"
    if evidence.traceback:
        yield from clean(evidence.traceback).rstrip().splitlines()
    if evidence.then:
        yield f"{AT_THAT_MOMENT}:"
        yield from (f"    {line}" for line in clean(evidence.then).splitlines())
    if evidence.side_by_side:
        rows = [
            ("", "yours", "wanted"),
            *((r.get("mark", ""), r.get("left", ""), r.get("right", "")) for r in evidence.side_by_side),
        ]
        cells = [[" ".join(clean(cell).split()) for cell in row] for row in rows]
        widths = [max(len(row[column]) for row in cells) for column in range(3)]
        yield from ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells)


def shortened(output: str, lines: int = MAX_OUTPUT_LINES) -> str:
    """The beginning of what a learner's code printed, cleaned, and how much is left out."""
    printed = as_seen(output).strip("\n").splitlines()
    kept = [line[:300] for line in (printed if len(printed) <= lines else printed[: lines - 1])]
    return "\n".join(
        [*kept, f"… {len(printed) - len(kept):,} more lines"] if len(kept) < len(printed) else kept
    )
