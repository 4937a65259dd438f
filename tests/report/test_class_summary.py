"""One summary feeds every report on a class: it counts everybody, in whatever order they come, and looks at each once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings

from tests.report.results_strategy import classes
from tfkata.report import as_json, formats, junit
from tfkata.report.class_summary import SLOWEST, ClassSummary
from tfkata.results import (
    CheckResult,
    ExerciseResult,
    Graded,
    Learner,
    Outcome,
    SubmissionResult,
    exercise_result,
)

some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def summary_of(class_: list[Graded]) -> ClassSummary:
    summary = ClassSummary()
    for graded in class_:
        summary.add(graded)
    return summary


def graded(learner: str, *outcomes: Outcome, exercise: str = "e01_x", code: str = "") -> Graded:
    """A submission of one exercise; `code` is the misconception of every check that failed."""
    checks = [
        CheckResult(
            f"c{place}", f"check {place}", outcome, float(outcome is Outcome.PASSED), 1.0, f"said to {learner}",
            code if outcome is Outcome.FAILED and code else None,
        )
        for place, outcome in enumerate(outcomes)
    ]  # fmt: skip
    result = exercise_result(exercise, "X", checks, seconds=1.0)
    return Graded(Learner(learner), SubmissionResult([result], "full", 0, "strict", True, "cpu", {}))


@some
@given(classes())
def test_everybody_counts(class_: list[Graded]) -> None:
    summary = summary_of(class_)
    results = [e for g in class_ for e in g.result.exercises]
    assert [row.learner for row in summary.rows] == sorted(
        (g.learner for g in class_), key=lambda one: one.id
    )
    for exercise in summary.in_order():
        of_it = [e for e in results if e.id == exercise.id]
        assert exercise.outcomes == Counter(e.outcome for e in of_it)
        assert exercise.points == pytest.approx(sum(e.points for e in of_it))
        assert exercise.learners == len(of_it)
    found = {(m.exercise, m.code): len(m.learners) for m in summary.misconceptions()}
    assert found == Counter((e.id, code) for e in results for code in e.misconceptions)


@some
@given(classes())
def test_the_order_of_learners_does_not_matter(class_: list[Graded]) -> None:
    class_ = [replace(g, result=replace(g.result, exercises=_titled(g))) for g in class_]
    for name in formats.CLASS:
        assert formats.of_class(name, class_) == formats.of_class(name, class_[::-1])


def _titled(graded: Graded) -> list[ExerciseResult]:
    """With one title per exercise, as the catalogue has it."""
    return [replace(e, title=f"about {e.id}") for e in graded.result.exercises]


def test_what_has_no_name_counts_too() -> None:
    """A crash, a missing file and an error of ours are outcomes like any other."""
    class_ = [graded(str(outcome), outcome) for outcome in Outcome]
    (exercise,) = summary_of(class_).in_order()
    assert exercise.outcomes == dict.fromkeys(Outcome, 1)
    assert exercise.checks["c0"].outcomes == dict.fromkeys(Outcome, 1)
    assert (exercise.mean_points, exercise.mean_seconds) == (pytest.approx(1 / len(Outcome)), 1.0)


def test_a_mistake_counts_once_a_learner_and_the_most_frequent_comes_first() -> None:
    failed = (Outcome.FAILED, Outcome.FAILED)
    class_ = [
        graded("ada", *failed, code="b"),
        graded("bob", *failed, code="c"),
        graded("cyd", *failed, code="c"),
        graded("dan", *failed, code="a"),
        graded("eve", *failed, exercise="e00_x", code="z"),
    ]
    found = [(m.exercise, m.code, m.learners, m.example) for m in summary_of(class_).misconceptions()]
    assert found == [
        ("e01_x", "c", ["bob", "cyd"], "said to bob"),
        ("e00_x", "z", ["eve"], "said to eve"),
        ("e01_x", "a", ["dan"], "said to dan"),
        ("e01_x", "b", ["ada"], "said to ada"),
    ]


def test_the_slowest_are_kept_whoever_comes_first() -> None:
    class_ = [graded(f"u{number:02}", Outcome.PASSED) for number in range(3 * SLOWEST)]
    timed = [
        replace(g, result=replace(g.result, exercises=[replace(g.result.exercises[0], seconds=number % 20)]))
        for number, g in enumerate(class_)
    ]
    wanted = sorted(((g.result.exercises[0].seconds, g.learner.id) for g in timed), reverse=True)[:SLOWEST]
    for order in (timed, timed[::-1]):
        assert [(slow.seconds, slow.learner.id) for slow in summary_of(order).slowest] == wanted


@some
@given(classes())
def test_documents_written_learner_by_learner_are_those_written_at_once(class_: list[Graded]) -> None:
    class_ = sorted(class_, key=lambda one: one.learner.id)
    submissions = [{"learner": asdict(g.learner), "result": g.result.to_json()} for g in class_]
    whole = as_json.dumped({"schema": as_json.CLASS_SCHEMA, "submissions": submissions})
    assert formats.of_class("json", class_) == whole
    for one in class_:
        written = junit.submission(one.result)
        root = ET.fromstring(written)
        ET.indent(root)
        head, _, body = written.partition("\n")
        assert head == '<?xml version="1.0" encoding="UTF-8"?>'
        if len(root):
            assert body == ET.tostring(root, "unicode") + "\n"


@pytest.mark.parametrize("name", formats.CLASS)
def test_a_report_looks_at_each_learner_once(name: str) -> None:
    class Once(list[Graded]):
        times = 0

        def __iter__(self) -> Iterator[Graded]:
            Once.times += 1
            return super().__iter__()

    assert formats.of_class(name, Once([graded("ada", Outcome.PASSED)]))
    assert Once.times == 1


def test_the_document_of_nobody_is_one_too() -> None:
    assert json.loads(formats.of_class("json", [])) == {"schema": as_json.CLASS_SCHEMA, "submissions": []}
    assert len(ET.fromstring(formats.of_class("junit", []))) == 0
