"""The references of e31 and e34 are Keras's counts, over random layers; and so are their solutions."""

import random
from typing import Any

import pytest

from tests.late import layers
from tfkata.catalog.solutions import load
from tfkata.curriculum.e31_text_models import counts as e31
from tfkata.curriculum.e34_sequence_models import counts as e34


def counted(layer: Any, *shape: int | None) -> int:
    layer.build(shape)
    return int(layer.count_params())


@pytest.mark.parametrize("seed", range(5))
def test_counts(seed: int) -> None:
    text, series = load("e31_text_models"), load("e34_sequence_models")  # they import Keras
    draw = random.Random(seed)
    inputs, units, kernel = (draw.randint(1, 40) for _ in range(3))
    found = {
        (text["embedding_params"], e31.embedding_count): counted(layers.Embedding(inputs, units), None, 9),
        (text["lstm_params"], e31.lstm_count): counted(layers.LSTM(units), None, 9, inputs),
        (text["gru_params"], e31.gru_count): counted(layers.GRU(units), None, 9, inputs),
        (series["simple_rnn_params"], e34.simple_rnn_count): counted(
            layers.SimpleRNN(units), None, 9, inputs
        ),
    }
    for (solution, reference), count in found.items():
        assert solution(inputs, units) == reference(inputs, units) == count
    older = counted(layers.GRU(units, reset_after=False), None, 9, inputs)
    assert text["gru_params"](inputs, units, False) == e31.gru_count(inputs, units, False) == older
    for use_bias in (True, False):
        convolution = counted(layers.Conv1D(units, kernel, use_bias=use_bias), None, 99, inputs)
        asked = inputs, units, kernel, use_bias
        assert text["conv1d_params"](*asked) == e31.conv1d_count(*asked) == convolution
