"""A whole exercise as a notebook shows it: the first check that failed in full, the others folded away, and where to go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from html import escape

from tfkata.catalog import records
from tfkata.notebook.showing import Said
from tfkata.notebook.shown import Shown, box, colour_of
from tfkata.report import bars, syntax_help, wording
from tfkata.report.clean import clean
from tfkata.results import CheckResult, ExerciseResult, Outcome

_PRE = "background:rgba(127,127,127,.12);padding:.4em .6em;margin:.3em 0;white-space:pre-wrap;font-size:.9em"
_DIM = "opacity:.7"


class ShownExercise:
    """The result of an exercise; `passed` are the exercises that have passed here, `remark` is said below."""

    def __init__(
        self, result: ExerciseResult, *, others: Sequence[str], passed: Collection[str], remark: str = ""
    ) -> None:
        self._result, self._others, self._remark = result, others, remark
        self._every = list(records.exercises())
        self._passed = {name for name in self._every if name in passed}

    def said(self) -> Said:
        score = wording.points(self._result)
        name = f"{self._result.id} {wording.WORDS[self._result.outcome]} {score}"
        html = box(self._result.outcome, self._blocks())
        return Said(html, "\n".join(self._lines()), name=name, points=self._result.points)

    def _failed(self) -> list[CheckResult]:
        return [c for c in self._result.checks if c.outcome not in (Outcome.PASSED, Outcome.NOT_ATTEMPTED)]

    def _heading(self) -> str:
        return f"{self._result.id}: {clean(self._result.title)}"

    def _onward(self) -> str:
        result = self._result
        short = result.id.partition("_")[0]
        if result.outcome is Outcome.NOT_ATTEMPTED:
            return (
                f'write your answer, run its cell, then tfkata.check("{short}") (or tfkata.hint("{short}"))'
            )
        if result.outcome is not Outcome.PASSED:
            return (
                f'next: change your answer, run it, then tfkata.check("{short}") (or tfkata.hint("{short}"))'
            )
        at = self._every.index(result.id)
        ahead = [
            name for name in [*self._every[at:], *self._every[:at]] if name not in self._passed | {result.id}
        ]
        done = len(self._passed | {result.id})
        onward = f"next: {ahead[0]}" if ahead else "you have passed them all"
        return f'{done} of {len(self._every)} · {onward} · tfkata.solution("{short}") is open'

    def _blocks(self) -> Iterator[str]:
        result = self._result
        word = f"{wording.points(result)} · {wording.WORDS[result.outcome]}"
        mark = (
            "✓"
            if result.outcome is Outcome.PASSED
            else "○"
            if result.outcome is Outcome.NOT_ATTEMPTED
            else "✗"
        )
        yield (
            f'<div><b style="color:{colour_of(result.outcome)}">{mark} {escape(self._heading())}</b> '
            f'<span style="{_DIM}">{word}</span></div>'
        )
        failed = self._failed()
        if failed:
            yield from self._in_full(failed[0])
        others = [c for c in result.checks if c not in failed[:1]]
        if result.outcome is not Outcome.PASSED:
            yield from map(self._in_a_line, others)
        for said in dict.fromkeys(bars.measured(result.id, c) for c in result.checks):
            yield f'<div style="{_DIM}">{said}</div>' if said else ""
        if self._others:
            shown = f'<div style="{_DIM}">or</div>'.join(
                f'<pre style="{_PRE}">{escape(o)}</pre>' for o in self._others
            )
            yield f'<details open><summary style="{_DIM}">others write it like this:</summary>{shown}</details>'
        yield f'<div style="{_DIM}">{escape(self._onward())}</div>'
        if self._remark:
            yield f'<div style="{_DIM}">{escape(self._remark)}</div>'

    def _in_full(self, check: CheckResult) -> Iterator[str]:
        if syntax_help.is_no_python(check) and check.evidence is not None:
            check = replace(check, evidence=replace(check.evidence, call=None))
        yield from Shown(check, exercise_id=self._result.id, worth=check.max_points).blocks()
        advice = syntax_help.advice(check)
        yield f"<p style='margin:.3em 0'>{wording.with_code(escape(advice))}</p>" if advice else ""

    def _in_a_line(self, check: CheckResult) -> str:
        shown = Shown(check, exercise_id=self._result.id, worth=check.max_points)
        first, *rest = shown.blocks()
        same = check.message == self._failed()[0].message if self._failed() else False
        if check.passed or same or not rest or check.outcome is Outcome.NOT_ATTEMPTED:
            return first
        return f"<details><summary>{first.replace('<div>', '<span>', 1)[:-6]}</span></summary>{''.join(rest)}</details>"

    def _lines(self) -> Iterator[str]:
        result, failed = self._result, self._failed()
        yield f"{self._heading()}  {wording.points(result)}  {wording.WORDS[result.outcome]}"
        for check in result.checks:
            if failed and check is failed[0]:
                yield Shown(replace(check, hint=None), exercise_id=result.id, worth=check.max_points).text()
            elif result.outcome is not Outcome.PASSED:
                mark = "✓" if check.passed else "○" if check.outcome is Outcome.NOT_ATTEMPTED else "✗"
                yield f"{mark} {check.id}: {check.title}  {wording.points(check)}"
        yield from (
            said for said in dict.fromkeys(bars.measured(result.id, c) for c in result.checks) if said
        )
        if self._others:
            yield "others write it like this:"
            yield "\n  or\n".join(self._others)
        yield self._onward()
        if self._remark:
            yield self._remark
