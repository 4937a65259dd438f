"""The standing as one HTML page that needs nothing else: for the learner, and for nobody that it is not sent to."""

from __future__ import annotations

from tfkata.memory.standing import SHADES, Standing
from tfkata.memory.terminal import day_words
from tfkata.report import pages

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def render(standing: Standing) -> str:
    """Render the page."""
    return pages.render(
        "progress.html",
        standing=standing,
        weekdays=list(enumerate(WEEKDAYS)),
        shades=SHADES,
        day_words=day_words,
    )
