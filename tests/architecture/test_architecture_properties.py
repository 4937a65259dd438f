"""Over random small architectures: every spelling is accepted, every single slip is named at its place."""

from __future__ import annotations

from typing import Any

import hypothesis
from hypothesis import strategies as st

from tests.late import architecture, strategies
from tfkata.candidate.describe_model import describe_model

plans = st.deferred(lambda: strategies.plans())
spellings = st.deferred(lambda: strategies.spellings())

quickly = hypothesis.settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)


def received(model: Any) -> Any:
    """The model as the examiner gets it: described by the candidate, rebuilt from the description."""
    return architecture.rebuild(describe_model(model, weights=False))


@quickly
@hypothesis.given(plans, spellings)
def test_an_equivalent_spelling_is_accepted(plan: Any, spelling: Any) -> None:
    assert architecture.compare(received(strategies.build(plan, spelling)), strategies.build(plan)) is None


@quickly
@hypothesis.given(
    plans.flatmap(lambda plan: st.tuples(st.just(plan), st.sampled_from(strategies.slips(plan))))
)
def test_a_single_slip_is_named_at_its_place(case: tuple[Any, Any]) -> None:
    plan, slip = case
    difference = architecture.compare(
        received(strategies.build(slip.plan, channels=slip.channels)), strategies.build(plan)
    )
    assert difference is not None
    assert difference.code == slip.code
    if slip.answer_at is not None:
        assert difference.answer_step == slip.answer_at
    if slip.wanted_at is not None and slip.code not in ("model.not-trainable", "model.regularized"):
        assert difference.wanted_step == slip.wanted_at


@quickly
@hypothesis.given(
    plans.flatmap(lambda plan: st.tuples(st.just(plan), st.sampled_from(strategies.slips(plan)), spellings))
)
def test_a_slip_is_found_in_every_spelling(case: tuple[Any, Any, Any]) -> None:
    plan, slip, spelling = case
    answer = received(strategies.build(slip.plan, spelling, channels=slip.channels))
    difference = architecture.compare(answer, strategies.build(plan))
    assert difference is not None
    assert difference.code == slip.code
