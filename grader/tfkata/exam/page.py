"""The result of an exam as one HTML page that needs nothing else."""

from __future__ import annotations

from typing import Any

from tfkata.exam.words import figure_words, limits_words
from tfkata.report import pages


def render(result: dict[str, Any]) -> str:
    return pages.render("exam.html", result=result, figure_words=figure_words, limits_words=limits_words)
