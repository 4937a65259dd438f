"""Outcomes add up the way a learner and a gradebook expect, and survive JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfkata.results import SCHEMA, CheckResult, Evidence, Outcome, SubmissionResult, combine, exercise_result

P, F, N, C, T, M, G = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.NOT_ATTEMPTED,
    Outcome.CRASHED,
    Outcome.TIMED_OUT,
    Outcome.OUT_OF_MEMORY,
    Outcome.GRADER_ERROR,
)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([P], P),
        ([P, P], P),
        ([N, N], N),
        ([], N),
        ([P, N], F),  # something is still missing
        ([P, F], F),
        ([N, F], F),
        ([F, C], F),  # a named mistake says more than a crash
        ([P, C], C),
        ([N, C], C),
        ([C, T, F], T),
        ([T, M], M),
        ([P, G], G),
        ([F, C, T, M, N, G], G),
    ],
)
def test_what_a_mixture_is_called(parts: list[Outcome], whole: Outcome) -> None:
    assert combine(parts) is whole
    assert combine(reversed(parts)) is whole


def test_only_all_passed_is_passed() -> None:
    """Over all sets of outcomes there are."""
    sets = chain.from_iterable(combinations(Outcome, size) for size in range(len(Outcome) + 1))
    assert [parts for parts in sets if combine(parts) is P] == [(P,)]


texts = st.text(max_size=10)
evidence = st.none() | st.builds(
    Evidence,
    texts,
    texts,
    texts,
    texts,
    st.none() | st.lists(st.dictionaries(texts, texts, max_size=2), max_size=2),
)
checks = st.builds(
    CheckResult,
    id=texts,
    title=texts,
    outcome=st.sampled_from(Outcome),
    points=st.floats(0, 10),
    max_points=st.floats(0, 10),
    message=texts,
    misconception=st.none() | texts,
    hint=st.none() | texts,
    seconds=st.floats(0, 1e6),
    evidence=evidence,
    output=texts,
    measured=st.dictionaries(texts, st.floats(0, 1), max_size=2),
)


@given(checks)
def test_a_check_survives_json(check: CheckResult) -> None:
    assert CheckResult.from_json(json.loads(json.dumps(asdict(check)))) == check


@given(st.lists(checks, max_size=4))
def test_an_exercise_adds_up(parts: list[CheckResult]) -> None:
    whole = exercise_result("e01", "Title", parts, seconds=1.0)
    assert whole.points == sum(part.points for part in parts)
    assert whole.max_points == sum(part.max_points for part in parts)
    assert whole.outcome is combine(part.outcome for part in parts)


def test_misconceptions_are_named_once_in_the_order_of_the_checks() -> None:
    check = CheckResult("a", "A", F, 0, 1)
    codes = ["x.second", None, "x.first", "x.second"]
    whole = exercise_result("e", "E", [replace(check, misconception=code) for code in codes], seconds=0)
    assert whole.misconceptions == ["x.second", "x.first"]


def test_a_submission_as_json() -> None:
    check = CheckResult("a", "A", F, 0.5, 2, evidence=Evidence(call="f(1)"))
    exercise = exercise_result("e01_x", "X", [check, replace(check, outcome=P, points=2)], seconds=0.5)
    result = SubmissionResult([exercise, exercise], "full", 7, "strict", True, "cpu", {"python": "3.11"})
    data = json.loads(json.dumps(result.to_json()))
    assert next(iter(data)) == "schema"
    assert (data["schema"], data["points"], data["max_points"]) == (SCHEMA, 5.0, 8)
    assert data["exercises"][0]["outcome"] == "failed"
    assert data["exercises"][0]["checks"][0]["evidence"]["call"] == "f(1)"
    assert result.outcome is F


def test_a_submission_survives_json() -> None:
    check = CheckResult(
        "a", "A", F, 0, 2, "no", "x.y", evidence=Evidence(call="f(1)"), measured={"accuracy": 0.5}
    )
    one = exercise_result("e01", "One", [check], seconds=1.0)
    result = SubmissionResult([one], "full", 3, "strict", True, "cpu", {"tfkata": "1"}, notes=["n"])
    assert SubmissionResult.from_json(json.loads(json.dumps(result.to_json()))) == result


@pytest.mark.parametrize("data", [{}, {"schema": "tfkata/result/v0"}, {"schema": SCHEMA, "exercises": [{}]}])
def test_what_is_no_result_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a tfkata/result/v1"):
        SubmissionResult.from_json(data)
