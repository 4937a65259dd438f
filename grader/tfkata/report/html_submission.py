"""One submission as one HTML file that needs nothing else: what passed, what is wrong, and what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from tfkata.report import drawing, pages
from tfkata.report.handed_in import is_about_a_fault
from tfkata.report.wording import headline, notices, shortened
from tfkata.results import CheckResult, ExerciseResult, Graded

MAX_OUTPUT_LINES = 200


def render(graded: Graded) -> str:
    """The page. `graded.learner` may be a `Learner("")`: then it names nobody."""
    result = graded.result
    exercises = [_section(e, f"exercise-{at}") for at, e in enumerate(result.exercises, start=1)]
    return pages.render(
        "submission.html",
        learner=graded.learner,
        result=result,
        headline=headline(result),
        notices=[line for line in notices(result) if is_about_a_fault(line)],
        files=[line for line in notices(result) if not is_about_a_fault(line)],
        exercises=exercises,
        misconceptions=list(_misconceptions(exercises)),
        chart=drawing,
    )


@dataclass(frozen=True, slots=True)
class _Section:
    """An exercise on the page. `same` is said once where every check says it."""

    anchor: str
    exercise: ExerciseResult
    checks: list[_Check]
    same: bool
    figures: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Check:
    result: CheckResult
    output: str
    measured: list[tuple[str, str]]
    again: bool
    """Whether the check before said the same."""


def _section(exercise: ExerciseResult, anchor: str) -> _Section:
    checks = list(_each_hint_once(exercise.checks))
    told = {(c.message, c.misconception, str(c.outcome)) for c in checks}
    return _Section(
        anchor,
        exercise,
        [
            _Check(c, shortened(c.output, MAX_OUTPUT_LINES), _numbers(c), again)
            for c, again in zip(checks, _said_before(exercise.checks), strict=True)
        ],
        same=len(told) == 1 and len(checks) > 1 and not checks[0].passed,
        figures=[_drawn(figure) for c in checks for figure in c.figures],
    )


def _numbers(check: CheckResult) -> list[tuple[str, str]]:
    return [(name, f"{value:.4g}") for name, value in check.measured.items()]


def _said_before(checks: list[CheckResult]) -> list[bool]:
    said = [None, *((c.message, c.misconception) for c in checks)]
    return [now == before for before, now in pairwise(said)]


def _each_hint_once(checks: list[CheckResult]) -> Iterator[CheckResult]:
    said: set[str | None] = set()
    for check in checks:
        yield replace(check, hint=None) if check.hint in said else check
        said.add(check.hint)


def _drawn(figure: dict[str, Any]) -> dict[str, Any]:
    """A figure of the result with the places of what is in it."""
    kind = figure["kind"]
    if kind == "curves":
        return {**figure, "charts": drawing.charts(figure["series"])}
    if kind == "confusion":
        return {**figure, "matrix": drawing.matrix(figure["classes"], figure["counts"])}
    if kind == "model":
        return {**figure, "drawn": drawing.layers(figure["layers"])}
    return {"kind": "unknown"}  # of a later version


def _misconceptions(sections: list[_Section]) -> Iterator[dict[str, Any]]:
    """Each code of an exercise once, with the titles of the checks that found it."""
    for section in sections:
        for code in section.exercise.misconceptions:
            checks = [c.title or c.id for c in section.exercise.checks if c.misconception == code]
            named = {"exercise": section.exercise.id, "anchor": section.anchor}
            yield {"code": code, "check": checks[0], "more": len(checks) - 1, **named}
