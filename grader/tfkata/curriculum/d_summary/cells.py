"""Parameter counts of what reads sequences: embeddings and recurrent cells; and what each usual slip would give."""

from __future__ import annotations

SIMPLE_RNN, GRU, LSTM = "SimpleRNN", "GRU", "LSTM"
CELLS = {SIMPLE_RNN: 1, GRU: 3, LSTM: 4}
"""How many dense layers each has inside: an LSTM three gates and a candidate, a GRU two gates and a candidate."""
TAKEN_FOR = {SIMPLE_RNN: LSTM, GRU: LSTM, LSTM: GRU}


def of_embedding(vocabulary: int, size: int, steps: int, slip: str = "") -> int:
    """A row per id; `steps` is how many ids a sample has, which makes no difference."""
    if slip == "params.embedding-of-the-length":
        return steps * size
    return vocabulary * size + (size if slip == "params.embedding-bias" else 0)


def of_cell(
    kind: str, shape: tuple[int, ...], units: int, bias: int, reset_after: bool, slip: str = ""
) -> int:
    """Of one direction, for sequences of shape (steps, inputs); `bias` is 0 or 1."""
    steps, inputs = shape
    if slip == "params.inputs-for-units":
        inputs, units = units, inputs
    if slip == "params.other-cell":
        kind = TAKEN_FOR[kind]
    gates = 1 if slip == "params.forgets-gates" else CELLS[kind]
    twice = (
        kind == GRU and (reset_after or slip == "params.ignores-reset-after") and slip != "params.one-bias"
    )
    seen = inputs if slip == "params.forgets-recurrent" else inputs + units
    count = gates * units * (seen + bias * (2 if twice else 1))
    return count * steps if slip == "params.weights-per-step" else count
