"""For GitHub Actions: the job summary in Markdown, and annotations in the log.

Learner's text is escaped or fenced in the summary, and in the log stands between `::stop-commands::` and its
token, so that nothing in it is a command for the runner.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from tfkata.report.clean import clean
from tfkata.report.wording import WORDS, explanation, headline, notices, points
from tfkata.results import CheckResult, ExerciseResult, Outcome, SubmissionResult

MARKS = {Outcome.PASSED: "✅", Outcome.NOT_ATTEMPTED: "⬜", Outcome.GRADER_ERROR: "⚠️"}
MAX_ANNOTATIONS = 10  # GitHub shows no more of a kind from one step
MAX_EXPLANATION = 6000  # a summary takes 1 MiB
_PUNCTUATION = re.compile(f"[{re.escape(string.punctuation)}]")


def summary(result: SubmissionResult) -> str:
    """The page of the job: a table of the exercises, and below it what each failed check says."""
    lines = [f"## tfkata: {points(result)} points", "", f"{headline(result)} in {result.seconds:.0f} s.", ""]
    for notice in notices(result):
        lines += [f"> {inline(notice)}", ""]
    lines += ["| | exercise | outcome | points |", "|---|---|---|---:|"]
    lines += [
        f"| {MARKS.get(e.outcome, '❌')} | {inline(e.id)} {inline(e.title)} | {WORDS[e.outcome]} | {points(e)} |"
        for e in result.exercises
    ]
    for exercise in result.exercises:
        if exercise.outcome not in (Outcome.PASSED, Outcome.NOT_ATTEMPTED):
            lines += ["", f"### {inline(exercise.id)}", *_details(exercise)]
    return "\n".join(lines) + "\n"


def _details(exercise: ExerciseResult) -> Iterator[str]:
    for check in exercise.checks:
        if check.passed:
            continue
        yield from ("", f"**{inline(check.title)}** ({WORDS[check.outcome]}, {points(check)})", "")
        text = explanation(check)[:MAX_EXPLANATION]
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        yield from (f"{fence}text", text, fence)


def inline(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _PUNCTUATION.sub(lambda found: "\\" + found.group(), " ".join(clean(text).split()))


def log(result: SubmissionResult, token: str, folder: str = "exercises") -> str:
    """Lines for the log of a step: an error at each exercise's file, then what was found, which is no command.

    Args:
        token: ends the part that is no command; nobody may be able to guess it.
        folder: where the exercises lie in the repository.
    """
    failed = [(e, c) for e in result.exercises for c in e.checks if _is_wrong(c)]
    lines = [_annotation(e, c, folder) for e, c in failed[:MAX_ANNOTATIONS]]
    lines += [f"::stop-commands::{token}", headline(result), *notices(result)]
    for exercise in result.exercises:
        lines.append(f"{clean(exercise.id)}  {WORDS[exercise.outcome]}  {points(exercise)}")
        for check in exercise.checks:
            if _is_wrong(check):
                lines += [f"    {clean(check.title)}", *_indented(explanation(check))]
    return "\n".join([*lines, f"::{token}::"]) + "\n"


def _is_wrong(check: CheckResult) -> bool:
    return check.outcome not in (Outcome.PASSED, Outcome.NOT_ATTEMPTED)


def _annotation(exercise: ExerciseResult, check: CheckResult, folder: str) -> str:
    kind = "warning" if check.outcome is Outcome.GRADER_ERROR else "error"
    place = _property(f"{folder}/{exercise.id}.py")
    title = _property(f"{exercise.id}: {check.title} ({points(check)})")
    return f"::{kind} file={place},title={title}::{_data(check.message)}"


def _data(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _indented(text: str) -> list[str]:
    return [f"        {line}" for line in text.splitlines()]
