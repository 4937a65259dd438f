"""A check's result as Jupyter shows it, and as nbgrader reads it.

nbgrader takes the number that a check cell evaluates to (its `text/plain`) as the points; people see the HTML; the
result itself goes along as JSON, for `tfkata nbgrader report`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from html import escape
from typing import Any

from tfkata.notebook.showing import Said
from tfkata.report import wording
from tfkata.report.clean import clean
from tfkata.results import CheckResult, Outcome

MIME = "application/vnd.tfkata.check+json"
_COLOURS = {Outcome.PASSED: "#1a7f37", Outcome.NOT_ATTEMPTED: "#6e7781", Outcome.GRADER_ERROR: "#8250df"}
_MARKS = {Outcome.PASSED: "✓", Outcome.NOT_ATTEMPTED: "○", Outcome.GRADER_ERROR: "!"}
_BOX = "border-left:4px solid {0};padding:.4em .8em;margin:.2em 0;font-family:system-ui,sans-serif;line-height:1.45"
_PRE = "background:rgba(127,127,127,.12);padding:.4em .6em;margin:.3em 0;white-space:pre-wrap;font-size:.9em"
_CELL = "text-align:left;padding:.1em 1em .1em 0;font-family:monospace;border:0;background:none"
KEPT_OUTPUT = 4000


class Shown:
    """What `check(…)` returns: a number to nbgrader, a short report to people."""

    def __init__(self, result: CheckResult, *, exercise_id: str, worth: float, answer: str = "") -> None:
        self.result = result
        self._exercise_id, self._answer = exercise_id, answer
        self.points = worth * result.points / result.max_points if result.max_points else 0.0
        self._worth = worth

    def __float__(self) -> float:
        return float(self.points)

    def __repr__(self) -> str:
        return repr(float(self.points))

    def text(self) -> str:
        """For a terminal."""
        word, title = wording.WORDS[self.result.outcome], self.result.title
        line = f"{_mark(self.result)} {self.result.id}: {title}  {self._score()}  {word}"
        return f"{line}\n{wording.explanation(self.result)}".rstrip()

    def bundle(self) -> dict[str, Any]:
        """By MIME type, as a kernel sends it and a notebook keeps it."""
        kept = replace(self.result, output=self.result.output[:KEPT_OUTPUT])
        record = {"exercise": self._exercise_id, "answer": self._answer, "check": asdict(kept)}
        return {"text/plain": repr(self), "text/html": self.html(), MIME: record}

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return self.bundle()

    def html(self) -> str:
        """A block that needs no style sheet; all that came from the learner's code is escaped."""
        return box(self.result.outcome, self.blocks())

    def said(self) -> Said:
        """The same, to be shown at once."""
        return Said(self.html(), self.text(), name=f"{self._exercise_id} {self._score()}", points=self.points)

    def _score(self) -> str:
        return f"{wording.number(round(self.points, 4))}/{wording.number(self._worth)}"

    def blocks(self) -> Iterator[str]:
        """What stands in the block."""
        result, colour = self.result, colour_of(self.result.outcome)
        word = "" if result.passed else f" · {wording.WORDS[result.outcome]}"
        yield (
            f'<div><b style="color:{colour}">{_mark(result)} {_safe(result.title)}</b> '
            f'<span style="opacity:.7">{self._score()}{word}</span></div>'
        )
        if result.passed:
            return
        yield "".join(f"<p style='margin:.3em 0'>{_lines(part)}</p>" for part in result.message.split("\n\n"))
        yield from _evidence(result)
        if result.output.strip():
            yield f'<div style="opacity:.7">your code printed:</div>{_pre(wording.shortened(result.output, 12))}'
        if result.hint:  # for one who asks for it
            yield f"<details style='margin:.3em 0'><summary><b>Hint:</b></summary>{_lines(result.hint)}</details>"
        if result.misconception:
            yield f'<div style="opacity:.6;font-size:.85em">{_safe(result.misconception)}</div>'


def colour_of(outcome: Outcome) -> str:
    return _COLOURS.get(outcome, "#cf222e")


def box(outcome: Outcome, blocks: Iterable[str]) -> str:
    """Blocks with the colour of an outcome beside them."""
    return f'<div style="{_BOX.format(colour_of(outcome))}">{"".join(blocks)}</div>'


def _evidence(result: CheckResult) -> Iterator[str]:
    evidence = result.evidence
    if evidence is None:
        return
    asked = "called" if " that begins " in (evidence.call or "") else "you can try"
    rows = ((asked, evidence.call), ("returned", evidence.returned), ("expected", evidence.expected))
    shown = [f"<tr>{_cell(_unbroken(label))}{_cell(text)}</tr>" for label, text in rows if text]
    if shown:
        yield f'<table style="border:0;margin:.3em 0">{"".join(shown)}</table>'
    if evidence.traceback:
        yield _pre(clean(evidence.traceback).rstrip())
    if evidence.then:
        label = _cell(_unbroken(wording.AT_THAT_MOMENT))
        yield f'<table style="border:0;margin:.3em 0"><tr>{label}{_cell(evidence.then)}</tr></table>'
    if evidence.side_by_side:
        yield _side_by_side(evidence.side_by_side)


def _side_by_side(rows: list[dict[str, str]]) -> str:
    head = "".join(_cell(text, "th") for text in ("", "yours", "wanted"))
    body = "".join(
        f"<tr{_marked(row)}>{''.join(_cell(row.get(key, '')) for key in ('mark', 'left', 'right'))}</tr>"
        for row in rows
    )
    return f'<table style="border:0;margin:.3em 0"><tr>{head}</tr>{body}</table>'


def _unbroken(label: str) -> str:
    return label.replace(" ", "\N{NO-BREAK SPACE}")


def _marked(row: dict[str, str]) -> str:
    return ' style="color:#cf222e;font-weight:bold"' if row.get("mark") else ""


def _cell(text: str | None, tag: str = "td") -> str:
    return f'<{tag} style="{_CELL};white-space:pre-wrap">{_safe(text or "")}</{tag}>'


def _pre(text: str) -> str:
    return f'<pre style="{_PRE}">{escape(text)}</pre>'


def _mark(result: CheckResult) -> str:
    return _MARKS.get(result.outcome, "✗")


def _lines(text: str) -> str:
    return wording.with_code(_safe(text)).replace("\n", "<br>")


def _safe(text: str) -> str:
    return escape(clean(text))
