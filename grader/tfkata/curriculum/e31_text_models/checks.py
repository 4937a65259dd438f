"""e31_text_models: three models of text beside the solution's, and the parameters of their layers."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.counts import equals, is_whole, numbers, same_number
from tfkata.checks.kit import Answer, Candidate, Function, Mistake, Mistakes
from tfkata.checks.models import architecture_checks
from tfkata.curriculum.e31_text_models.counts import conv1d_count, embedding_count, gru_count, lstm_count

for name in ("average", "convolution", "recurrent"):
    architecture_checks("e31_text_models", function=f"build_{name}", prefix=f"{name}_")


FEW, UNITS = st.integers(1, 9), st.integers(1, 60)
PAIRS = st.tuples(UNITS, UNITS)

# fmt: off
embedding_params = Function("embedding_params", embedding_count, PAIRS, [(5000, 16), (7, 3)], same_number)
lstm_params = Function("lstm_params", lstm_count, PAIRS, [(16, 32), (3, 2), (1, 1)], same_number)
gru_params = Function("gru_params", gru_count, PAIRS, [(16, 32), (3, 2), (1, 1)], same_number)
conv1d_params = Function(
    "conv1d_params", conv1d_count, st.tuples(FEW, UNITS, FEW), [(16, 64, 5), (7, 11, 3), (1, 4, 1)], same_number)
# fmt: on


# --- what a count gives away: 7 inputs and 11 units, 3 steps wide


def gates(count: int, biases: int = 1) -> dict[str, int]:
    """What is left of a cell with so many gates when something is forgotten."""
    return {
        "inputs only": count * 11 * (7 + biases),
        "no bias": count * 11 * (7 + 11),
        "one gate": 11 * (7 + 11 + biases),
        "bias per weight": 2 * count * 11 * (7 + 11),
        "inputs for units": count * 7 * (7 + 11 + biases),
    }


def of_cell(count: int, biases: int, *others: int) -> Mistakes:
    """The rows for a cell with so many gates; `others` are the gates that another cell has."""
    left = gates(count, biases)
    plain, single = gates(count), 11 * (7 + 11 + 1)
    # fmt: off
    rows = [
        Mistake("params.forgets-recurrent", lambda got: equals(got, left["inputs only"], plain["inputs only"], count * 11 * 7)),
        Mistake("params.forgets-gates", lambda got: equals(got, left["one gate"], single, 11 * 18), wanted=count),
        Mistake("params.other-cell", lambda got: equals(got, *(n * 11 * (18 + b) for n in others for b in (1, 2))), wanted=count),
        Mistake("params.forgets-bias", lambda got: equals(got, left["no bias"])),
        Mistake("params.inputs-for-units", lambda got: equals(got, left["inputs for units"])),
    ]
    # fmt: on
    return Mistakes(*rows, look=lambda ask: numbers(ask(7, 11)))


OF_EMBEDDING = Mistakes(
    Mistake("params.embedding-bias", lambda got: equals(got, 7 * 11 + 11, 7 * 11 + 7)),
    Mistake("params.one-hot-kernel", lambda got: equals(got, 7 + 11, 7, 11)),
    look=lambda ask: numbers(ask(7, 11)),
)
ONE_BIAS = Mistakes(
    Mistake("params.one-bias", lambda got: equals(got, 3 * 11 * (7 + 11 + 1))),
    look=lambda ask: numbers(ask(7, 11)),
)
OF_GRU = ONE_BIAS | of_cell(3, 2, 2, 4)
OF_LSTM = of_cell(4, 1, 3)
OF_CONV1D = Mistakes(
    Mistake("params.kernel-squared", lambda got: equals(got, (3 * 3 * 7 + 1) * 11, 3 * 3 * 7 * 11)),
    Mistake("params.forgets-channels", lambda got: equals(got, (3 + 1) * 11, 3 * 11)),
    Mistake("params.forgets-kernel", lambda got: equals(got, (7 + 1) * 11, 7 * 11)),
    Mistake("params.forgets-filters", lambda got: equals(got, 3 * 7, 3 * 7 + 1)),
    Mistake("params.forgets-bias", lambda got: equals(got, 3 * 7 * 11)),
    Mistake("params.bias-per-weight", lambda got: equals(got, 3 * 7 * 11 * 2, (3 * 7 + 7) * 11, (3 * 7 + 3) * 11)),
    look=lambda ask: numbers(ask(7, 11, 3)),
)  # fmt: skip


def reset_before(candidate: Candidate) -> None:
    """Without `reset_after` a GRU has a bias fewer per unit and gate, and still has one."""
    for inputs, units in ((16, 32), (3, 2), (40, 9)):
        got = _Flag(
            candidate,
            gru_params,
            (inputs, units),
            (gru_count(inputs, units), gru_count(inputs, units, False)),
        )
        if got.problem is not None:
            code = "params.ignores-reset-after" if got.fewer == 0 else None
            code = "params.reset-after-reversed" if got.fewer < 0 else code
            code = "params.forgets-bias" if equals(got.count, 3 * units * (inputs + units)) else code
            got.without.fail(code, message=got.problem.message, expected=got.want)


def use_bias(candidate: Candidate) -> None:
    for values in ((16, 64, 5), (7, 11, 3), (1, 4, 1)):
        got = _Flag(candidate, conv1d_params, values, (conv1d_count(*values), conv1d_count(*values, False)))
        if got.problem is not None:
            code = "params.bias-without-use-bias" if got.fewer == 0 else None
            code = "params.use-bias-reversed" if got.fewer < 0 else code
            got.without.fail(code, message=got.problem.message, expected=got.want)


class _Flag:
    """A count without its flag, beside the one with it. Where that is wrong, which another check tells, fewer is enough."""

    def __init__(
        self, candidate: Candidate, function: Function, values: tuple[Any, ...], wants: tuple[int, int]
    ) -> None:
        with_it, self.without = (function.ask(candidate, *values, flag) for flag in (True, False))
        self.want = wants[1]
        self.count = numbers(self.without.value)
        self.fewer = _fewer(with_it, self.without)
        excused = self.fewer > 0 and same_number(with_it.value, wants[0]) is not None
        self.problem = None if excused else same_number(self.without.value, self.want)


def _fewer(more: Answer, less: Answer) -> float:
    counts = [numbers(answer.value) for answer in (more, less)]
    return float(counts[0] - counts[1]) if counts[0].shape == counts[1].shape == () else float("nan")


def whole_numbers(candidate: Candidate) -> None:
    """The type alone: a count of 320.0 parameters."""
    calls: dict[Function, list[tuple[Any, ...]]] = {
        embedding_params: [(100, 8)],
        lstm_params: [(5, 3)],
        gru_params: [(5, 3), (5, 3, True), (5, 3, False)],
        conv1d_params: [(5, 3, 2), (5, 3, 2, True), (5, 3, 2, False)],
    }
    for function, asked in calls.items():
        for answer in function.ask_each(candidate, asked):
            answer.insist(kit.returned_nothing(answer.value))
            if not is_whole(answer.value):
                answer.fail("params.not-whole-numbers", function=function.name)


kit.checks(
    __name__,
    {
        "embedding-params": embedding_params.agrees(diagnose=OF_EMBEDDING, examples=30),
        "lstm-params": lstm_params.agrees(diagnose=OF_LSTM, examples=30),
        "gru-params": gru_params.agrees(diagnose=OF_GRU, examples=30),
        "gru-reset-before": reset_before,
        "conv1d-params": conv1d_params.agrees(diagnose=OF_CONV1D, examples=30),
        "use-bias": use_bias,
        "whole-numbers": whole_numbers,
    },
)
