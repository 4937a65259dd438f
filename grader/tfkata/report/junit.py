"""JUnit XML, as Jenkins, GitLab and most CI servers read it: one suite per exercise, one test case per check.

Points are properties of the suite: `points` and `max_points`, and `points:<check>` and `max_points:<check>`.
A named mistake is a failure, a crash or a limit an error, and what is not attempted is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from tfkata.report.clean import clean
from tfkata.report.wording import WORDS, explanation, number, shortened
from tfkata.results import CheckResult, ExerciseResult, Graded, Outcome, SubmissionResult

# What XML 1.0 has no way to hold, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENTS = {Outcome.FAILED: "failure", Outcome.NOT_ATTEMPTED: "skipped"}  # every other one is an error


def submission(result: SubmissionResult) -> str:
    document = _Document()
    document.add("", "", result)
    return document.text()


class Gradebook:
    """One document for a class; the suites are called `<learner>.<exercise>`."""

    def __init__(self) -> None:
        self._document = _Document()

    def add(self, graded: Graded) -> None:
        """Write a learner's suites down."""
        self._document.add(graded.learner.id, f"{graded.learner.id}.", graded.result)

    def text(self) -> str:
        """The document, learners by id."""
        return self._document.text()


class _Document:
    """Suites as they are written, and their totals, which stand before them."""

    def __init__(self) -> None:
        self._totals = dict.fromkeys(("tests", "failures", "errors"), 0)
        self._seconds = 0.0
        self._written: list[tuple[str, str]] = []

    def add(self, key: str, prefix: str, result: SubmissionResult) -> None:
        self._seconds += result.seconds
        for exercise in result.exercises:
            suite = _suite(exercise, prefix)
            for name in self._totals:
                self._totals[name] += int(suite.get(name, "0"))
            ET.indent(suite, level=1)
            self._written.append((key, ET.tostring(suite, "unicode")))

    def text(self) -> str:
        totals = {name: str(total) for name, total in self._totals.items()}
        root = ET.Element("testsuites", {"name": "tfkata", **totals, "time": f"{self._seconds:.3f}"})
        begin, end = ET.tostring(root, "unicode", short_empty_elements=False).rsplit("<", 1)
        suites = "".join(f"\n  {suite}" for _, suite in sorted(self._written, key=lambda entry: entry[0]))
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{begin}{suites}\n<{end}\n'


def _suite(exercise: ExerciseResult, prefix: str) -> ET.Element:
    elements = [_ELEMENTS.get(c.outcome, "error") for c in exercise.checks if not c.passed]
    name = _text(prefix + exercise.id)
    suite = ET.Element(
        "testsuite",
        {
            "name": name,
            "tests": str(len(exercise.checks)),
            "failures": str(elements.count("failure")),
            "errors": str(elements.count("error")),
            "skipped": str(elements.count("skipped")),
            "time": f"{exercise.seconds:.3f}",
        },
    )
    properties = ET.SubElement(suite, "properties")
    for key, value in _properties(exercise):
        ET.SubElement(properties, "property", {"name": _text(key), "value": _text(value)})
    suite.extend(_case(c, name) for c in exercise.checks)
    return suite


def _properties(exercise: ExerciseResult) -> Iterable[tuple[str, str]]:
    yield from (
        ("title", exercise.title),
        ("outcome", str(exercise.outcome)),
        ("points", number(exercise.points)),
        ("max_points", number(exercise.max_points)),
    )
    for check in exercise.checks:
        yield f"points:{check.id}", number(check.points)
        yield f"max_points:{check.id}", number(check.max_points)
    yield from ((f"misconception:{c.id}", c.misconception) for c in exercise.checks if c.misconception)


def _case(check: CheckResult, suite: str) -> ET.Element:
    attributes = {"classname": suite, "name": _text(check.id), "time": f"{check.seconds:.3f}"}
    case = ET.Element("testcase", attributes)
    if not check.passed:
        message = _text(check.message.partition("\n")[0]) or WORDS[check.outcome]
        kind = _text(check.misconception or str(check.outcome))
        found = ET.SubElement(case, _ELEMENTS.get(check.outcome, "error"), {"type": kind, "message": message})
        found.text = _text(explanation(check))
    if check.output.strip():
        ET.SubElement(case, "system-out").text = _text(shortened(check.output))
    return case


def _text(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", clean(text))
