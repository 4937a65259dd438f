"""Over random small architectures: every spelling is accepted, every single slip is named at its place."""

from __future__ import annotations

from typing import Any

import hypothesis
from hypothesis import strategies as st

from tests.late import architecture, strategies
from tfkata.candidate.describe_model import describe_model
from tfkata.candidate.gradient_step import try_step

plans = st.deferred(lambda: strategies.plans())
spellings = st.deferred(lambda: strategies.spellings())
seeds = st.integers(0, 2**32 - 1)

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
@hypothesis.given(plans, spellings, seeds)
def test_an_equivalent_spelling_is_accepted_and_learns_alike(plan: Any, spelling: Any, seed: int) -> None:
    answer, wanted = strategies.build(plan, spelling), strategies.build(plan)
    questions = architecture.Questions(seed)
    assert architecture.compare(received(answer), wanted, questions=questions) is None
    question = architecture.step_question(wanted, questions)
    found = architecture.unlearned(received(answer), wanted, try_step(answer, question), question)
    # In a layer of two or three units all may be shut by chance.
    assert [one.message for one in found if "no gradient reaches" not in one.message] == []


@quickly
@hypothesis.given(
    plans.flatmap(lambda plan: st.tuples(st.just(plan), st.sampled_from(strategies.slips(plan)))), seeds
)
def test_a_single_slip_is_named_at_its_place(case: tuple[Any, Any], seed: int) -> None:
    plan, slip = case
    difference = architecture.compare(
        received(strategies.build(slip.plan, channels=slip.channels)),
        strategies.build(plan),
        questions=architecture.Questions(seed),
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
