"""A class as one HTML file that needs nothing else: who got how far, what is misunderstood most, what took longest.

The learners are rows of data that a small script shows, sorts and filters, so that thousands of them stay quick;
everything else is there without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tfkata.report import pages
from tfkata.report.class_summary import ClassSummary, ExerciseSummary, Row
from tfkata.report.clean import clean
from tfkata.report.wording import WORDS
from tfkata.results import Learner, Outcome

BINS = 10
FILES = 200  # learners whose files that do not count are listed
_OUTCOMES = list(Outcome)
_PLACES = {outcome: place for place, outcome in enumerate(_OUTCOMES)}
Link = Callable[[Learner], str | None]


def no_page(_: Learner) -> None:
    """Link no learner to a page."""


def render(summary: ClassSummary, link: Link = no_page) -> str:
    """Render the page. `link` gives the path of a learner's own page, relative to this one, where there is one."""

    def named(learner: Learner) -> tuple[str, str]:
        return clean(learner.name or learner.id), _quoted(link(learner))

    rows = summary.rows
    found = summary.found()
    shares = [row.points / row.max_points if row.max_points else 0.0 for row in rows]
    return pages.render(
        "class.html",
        script="class.js",
        learners=len(rows),
        exercises=[_Shown(exercise) for exercise in summary.in_order()],
        mistakes=[(m, pages.percent(len(m.learners), len(rows))) for m in found],
        kinds=sum(m.named for m in found),
        slowest=[
            (name, href, slow.exercise, slow.seconds)
            for slow in summary.slowest
            for name, href in [named(slow.learner)]
        ],
        histogram=_histogram(shares),
        mean=pages.percent(sum(shares), len(shares)),
        passed=sum(row.outcome is Outcome.PASSED for row in rows),
        untouched=[named(row.learner) for row in rows if row.outcome is Outcome.NOT_ATTEMPTED],
        files=[(*named(row.learner), [clean(note) for note in row.notes]) for row in rows if row.notes][
            :FILES
        ],
        with_files=sum(bool(row.notes) for row in rows),
        untrusted=sum(not row.trusted for row in rows),
        ungraded=sum(row.not_graded for row in rows),
        sections=sorted({clean(row.learner.section) for row in rows if row.learner.section}),
        data=_data(summary, rows, link),
        outcomes=_OUTCOMES,
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """An exercise as the page shows it."""

    of: ExerciseSummary

    @property
    def mean_percent(self) -> int:
        return pages.percent(self.of.points, self.of.max_points * self.of.learners)

    def stack(self) -> list[tuple[Outcome, float, float]]:
        """(outcome, begin, width) in per cent, for one bar."""
        parts, begin = [], 0.0
        for outcome in _OUTCOMES:
            width = 100 * self.of.outcomes[outcome] / self.of.learners
            if width:
                parts.append((outcome, round(begin, 2), round(width, 2)))
            begin += width
        return parts


def _data(summary: ClassSummary, rows: list[Row], link: Link) -> dict[str, Any]:
    """What the script shows. Rows hold id, name, section, link, points, possible, outcome, seconds, exercises, mistakes."""
    exercises = summary.in_order()
    ranks = {(m.exercise, m.code): rank for rank, m in enumerate(summary.found())}
    return {
        "outcomes": [[str(outcome), WORDS[outcome], _mark(outcome)] for outcome in _OUTCOMES],
        "exercises": [[clean(e.id), e.max_points] for e in exercises],
        "rows": [_row(row, [e.id for e in exercises], ranks, link) for row in rows],
    }


def _row(row: Row, exercises: list[str], ranks: dict[tuple[str, str], int], link: Link) -> list[Any]:
    learner = row.learner
    cells = {cell.exercise: (cell.points, _PLACES[cell.outcome]) for cell in row.cells}
    return [
        *(clean(learner.id), clean(learner.name), clean(learner.section), _quoted(link(learner))),
        *(row.points, row.max_points, _PLACES[row.outcome], round(row.seconds, 1)),
        [cells.get(name, 0) for name in exercises],
        sorted(ranks[found] for found in row.misconceptions),
    ]


def _quoted(link: str | None) -> str:
    return quote(link, safe="/~") if link else ""


def _mark(outcome: Outcome) -> str:
    return pages.MARKS.get(outcome, "✗")


def _histogram(shares: list[float]) -> list[dict[str, Any]]:
    """How many learners have which share of the points; the last bin includes 100 %."""
    bins = Counter(min(BINS - 1, int(share * BINS + 1e-9)) for share in shares)
    most = max(bins.values(), default=1)
    return [
        {"from": 100 * at // BINS, "to": 100 * (at + 1) // BINS, "count": bins[at], "height": round(100 * bins[at] / most, 1)}
        for at in range(BINS)
    ]  # fmt: skip
