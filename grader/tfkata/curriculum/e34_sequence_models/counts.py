"""How many weights and biases a SimpleRNN has."""

from __future__ import annotations


def simple_rnn_count(inputs: int, units: int) -> int:
    return units * (inputs + units + 1)
