"""JUnit XML, as Jenkins, GitLab and most CI servers read it: a suite an exercise, a test case a check.

Points are properties of the suite: `points` and `max_points`, and `points:<check>` and `max_points:<check>`.
A named mistake is a failure, a crash or a limit an error, and what is not attempted is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from tfkata.report.clean import clean
from tfkata.report.wording import WORDS, explanation, number, shortened
from tfkata.results import CheckResult, ExerciseResult, Graded, Outcome, SubmissionResult

# What XML 1.0 has no way to hold, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENTS = {Outcome.FAILED: "failure", Outcome.NOT_ATTEMPTED: "skipped"}  # every other one is an error


def submission(result: SubmissionResult) -> str:
    return _document([_suite(e, "") for e in result.exercises], result.seconds)


def gradebook(class_: Sequence[Graded]) -> str:
    """One document for a class; the suites are called `<learner>.<exercise>`."""
    suites = [_suite(e, f"{g.learner.id}.") for g in class_ for e in g.result.exercises]
    return _document(suites, sum(g.result.seconds for g in class_))


def _document(suites: Sequence[ET.Element], seconds: float) -> str:
    totals = {
        name: str(sum(int(suite.get(name, "0")) for suite in suites))
        for name in ("tests", "failures", "errors")
    }
    root = ET.Element("testsuites", {"name": "tfkata", **totals, "time": f"{seconds:.3f}"})
    root.extend(suites)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


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
