"""e34_sequence_models: three models of series beside the solution's, and the parameters of a SimpleRNN."""

from __future__ import annotations

from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.counts import equals, is_whole, numbers, same_number
from tfkata.checks.kit import Candidate, Function, Mistake, Mistakes
from tfkata.checks.models import architecture_checks
from tfkata.curriculum.e34_sequence_models.counts import simple_rnn_count

for name in ("stacked", "simple", "gru"):
    architecture_checks(
        "e34_sequence_models",
        function=f"build_{name}",
        prefix=f"{name}_",
        codes={"sequence.returns-sequences": "sequence.every-step"},
    )


UNITS = st.integers(1, 60)
simple_rnn_params = Function(
    "simple_rnn_params", simple_rnn_count, st.tuples(UNITS, UNITS), [(1, 24), (3, 2), (1, 1)], same_number
)

# What a count gives away: 7 inputs and 11 units.
# fmt: off
OF_SIMPLE = Mistakes(
    Mistake("params.forgets-recurrent", lambda got: equals(got, 11 * (7 + 1), 11 * 7)),
    Mistake("params.forgets-bias", lambda got: equals(got, 11 * (7 + 11))),
    Mistake("params.other-cell", lambda got: equals(got, 4 * 11 * 19, 3 * 11 * 19, 3 * 11 * 20)),
    Mistake("params.one-weight-of-its-own", lambda got: equals(got, 11 * (7 + 1 + 1), 11 * (7 + 1) + 1)),
    Mistake("params.one-bias-for-all", lambda got: equals(got, 11 * (7 + 11) + 1)),
    Mistake("params.two-biases", lambda got: equals(got, 11 * (7 + 11 + 2))),
    Mistake("params.inputs-for-units", lambda got: equals(got, 7 * 19, 11 * 7 + 7 * 7 + 11, 11 * 7 + 7 * 7 + 7)),
    look=lambda ask: numbers(ask(7, 11)),
)
# fmt: on


def whole_numbers(candidate: Candidate) -> None:
    """The type alone: a count of 624.0 parameters."""
    for answer in simple_rnn_params.ask_each(candidate, [(1, 24), (5, 3)]):
        answer.insist(kit.returned_nothing(answer.value))
        if not is_whole(answer.value):
            answer.fail("params.not-whole-numbers")


kit.checks(
    __name__,
    {
        "simple-rnn-params": simple_rnn_params.agrees(diagnose=OF_SIMPLE, examples=30),
        "whole-numbers": whole_numbers,
    },
)
