"""Every format a result can be written in, by name. A format's module is imported when it is used.

::

    formats.SUBMISSION["junit"](result)      one submission -> the text of the file
    formats.of_class("csv", graded)          a class -> the text of the file

What is said of a class is made from its summary where that is enough (`SUMMARY`), and learner by learner where every
result is written in full (`IN_FULL`), so that one pass over a class feeds them all.

The renderers are pure functions of the result. Two need what no result holds and get it here: the token of
GitHub's annotations, and whose submission it is for Classroom 50.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from tfkata.results import Graded, Learner, SubmissionResult

if TYPE_CHECKING:
    from tfkata.report.class_summary import ClassSummary
    from tfkata.report.exports import Export


class InFull(Protocol):
    """A report on a class that holds every result: `add` everybody, then take its `text`."""

    def add(self, graded: Graded) -> None: ...

    def text(self) -> str: ...


def _json(result: SubmissionResult) -> str:
    from tfkata.report import as_json

    return as_json.submission(result)


def _csv(result: SubmissionResult) -> str:
    from tfkata.report import as_csv

    return as_csv.submission(result)


def _junit(result: SubmissionResult) -> str:
    from tfkata.report import junit

    return junit.submission(result)


def _gradescope(result: SubmissionResult) -> str:
    from tfkata.report import gradescope

    return gradescope.submission(result)


def _prairielearn(result: SubmissionResult) -> str:
    from tfkata.report import prairielearn

    return prairielearn.submission(result)


def _classroom50(result: SubmissionResult) -> str:
    from tfkata.report import classroom50

    return classroom50.submission(result, classroom50.identity(os.environ))


def _github(result: SubmissionResult) -> str:
    from tfkata.report import github

    return github.summary(result)


def _github_annotations(result: SubmissionResult) -> str:
    from tfkata.report import github

    return github.log(result, secrets.token_hex(16))


def _html(result: SubmissionResult) -> str:
    from tfkata.report import html_submission

    return html_submission.render(Graded(Learner(""), result))


def _class_json() -> InFull:
    from tfkata.report import as_json

    return as_json.Gradebook()


def _class_junit() -> InFull:
    from tfkata.report import junit

    return junit.Gradebook()


def _class_csv(summary: ClassSummary, export: Export) -> str:
    from tfkata.report import as_csv

    return as_csv.gradebook(summary, export)


def _canvas(summary: ClassSummary, export: Export) -> str:
    from tfkata.report import canvas

    return canvas.gradebook(summary, export)


def _class_html(summary: ClassSummary, _: Export) -> str:
    from tfkata.report import html_class

    return html_class.render(summary)


def of_class(name: str, class_: Iterable[Graded], export: Export | None = None) -> str:
    """Render a class in one format, looking at each learner once."""
    if name in IN_FULL:
        report = IN_FULL[name]()
        for graded in class_:
            report.add(graded)
        return report.text()
    from tfkata.report.class_summary import ClassSummary
    from tfkata.report.exports import Export

    summary = ClassSummary()
    for graded in class_:
        summary.add(graded)
    return SUMMARY[name](summary, export or Export())


SUBMISSION: dict[str, Callable[[SubmissionResult], str]] = {
    "json": _json,
    "csv": _csv,
    "junit": _junit,
    "gitlab": _junit,
    "gradescope": _gradescope,
    "classroom50": _classroom50,
    "prairielearn": _prairielearn,
    "github": _github,
    "github-annotations": _github_annotations,
    "html": _html,
}
SUMMARY: dict[str, Callable[[ClassSummary, Export], str]] = {
    "csv": _class_csv,
    "canvas": _canvas,
    "html": _class_html,
}
IN_FULL: dict[str, Callable[[], InFull]] = {
    "json": _class_json,
    "junit": _class_junit,
}
CLASS = (*SUMMARY, *IN_FULL)

# The file name under which each service looks for its format.
SUBMISSION_FILES = {
    "json": "result.json",
    "csv": "result.csv",
    "junit": "junit.xml",
    "gitlab": "junit.xml",
    "gradescope": "results.json",
    "classroom50": "result.json",
    "prairielearn": "results.json",
    "github": "summary.md",
    "github-annotations": "annotations.txt",
    "html": "report.html",
}
CLASS_FILES = {
    "csv": "gradebook.csv",
    "canvas": "canvas.csv",
    "json": "class.json",
    "junit": "class.xml",
    "html": "class.html",
}
