"""How many weights and biases the layers of text models have: references of one line each."""

from __future__ import annotations


def embedding_count(vocabulary: int, dimension: int) -> int:
    return vocabulary * dimension


def lstm_count(inputs: int, units: int) -> int:
    return 4 * units * (inputs + units + 1)


def gru_count(inputs: int, units: int, reset_after: bool = True) -> int:
    return 3 * units * (inputs + units + (2 if reset_after else 1))


def conv1d_count(channels: int, filters: int, kernel: int, use_bias: bool = True) -> int:
    return filters * (channels * kernel + bool(use_bias))
