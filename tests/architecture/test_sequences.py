"""Models of sequences, and models that normalize or are penalised: the same one in other words, and what differs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.late import architecture, keras, layers, ops
from tfkata.candidate.describe_model import describe_model
from tfkata.candidate.gradient_step import try_step
from tfkata.candidate.ordinary import is_ordinary

WORDS, STEPS = 50, 12


def received(model: Any) -> Any:
    """The model as the examiner gets it."""
    return architecture.rebuild(describe_model(model, weights=False))


def sequential(shape: tuple[int | None, ...], *parts: Any) -> Any:
    return keras.Sequential([keras.Input(shape), *parts])


def functional(shape: tuple[int | None, ...], write: Callable[[Any], Any]) -> Any:
    given = keras.Input(shape)
    return keras.Model(given, write(given))


def text(*parts: Any, mask: bool = True, words: int = WORDS) -> Any:
    return sequential(
        (STEPS,), layers.Embedding(words, 4, mask_zero=mask), *parts, layers.Dense(1, "sigmoid")
    )


def series(*parts: Any, shape: tuple[int | None, ...] = (None, 1)) -> Any:
    return sequential(shape, *parts)


def both_ways(**options: Any) -> Any:
    return layers.Bidirectional(layers.LSTM(3, **options))


def causal(**options: Any) -> Any:
    return layers.Conv1D(4, 3, **{"padding": "causal", "activation": "relu", **options})


def picture(*parts: Any) -> Any:
    return sequential((8, 8, 1), *parts)


def normalized(**options: Any) -> list[Any]:
    return [layers.Conv2D(3, 3, use_bias=False), layers.BatchNormalization(**options), layers.ReLU()]


def penalised_head(regularizer: Any = "the one of the table") -> list[Any]:
    chosen = keras.regularizers.L2(1e-3) if isinstance(regularizer, str) else regularizer
    head = layers.Dense(3, activation="softmax", kernel_regularizer=chosen)
    return [layers.GlobalAveragePooling2D(), layers.Dropout(0.3), head]


WANTED: dict[str, Callable[[], Any]] = {
    "both ways": lambda: text(both_ways()),
    "average": lambda: text(layers.GlobalAveragePooling1D(), mask=False),
    "convolution": lambda: text(
        layers.Conv1D(4, 3, activation="relu"), layers.GlobalMaxPooling1D(), mask=False
    ),
    "stacked": lambda: series(
        causal(), layers.LSTM(3, return_sequences=True), layers.LSTM(3), layers.Dense(1)
    ),
    "gru": lambda: series(layers.GRU(3), layers.Dense(1), shape=(STEPS, 1)),
    "simple": lambda: series(layers.SimpleRNN(3), layers.Dense(1), shape=(STEPS, 1)),
    "masked series": lambda: series(layers.Masking(0.0), layers.GRU(3), layers.Dense(1), shape=(STEPS, 2)),
    "normalized": lambda: picture(*normalized(), *penalised_head()),
}


@cache
def wanted(name: str) -> Any:
    return WANTED[name]()


def by_hand(x: Any) -> Any:
    """Each direction on its own, with a mask that was computed by hand."""
    mask, words = ops.not_equal(x, 0), layers.Embedding(WORDS, 4)(x)
    ahead = layers.LSTM(3)(words, mask=mask)
    back = layers.RNN(layers.LSTMCell(3), go_backwards=True)(words, mask=mask)
    return layers.Dense(1, "sigmoid")(layers.Concatenate()([ahead, back]))


def last_step(x: Any) -> Any:
    x = layers.LSTM(3, return_sequences=True)(causal()(x))
    return layers.Dense(1)(layers.LSTM(3, return_sequences=True)(x)[:, -1, :])


def states(x: Any) -> Any:
    return layers.Dense(1)(
        layers.LSTM(3, return_state=True)(layers.LSTM(3, return_sequences=True)(causal()(x)))[1]
    )


def averaged(x: Any) -> Any:
    return layers.Dense(1, "sigmoid")(ops.mean(layers.Embedding(WORDS, 4)(x), axis=1))


RIGHT: dict[str, tuple[str, Callable[[], Any]]] = {
    **{f"as asked: {name}": (name, write) for name, write in WANTED.items()},
    "cells": ("both ways", lambda: text(layers.Bidirectional(layers.RNN(layers.LSTMCell(3))))),
    "both directions written out": ("both ways", lambda: functional((STEPS,), by_hand)),
    "a backward layer of its own": (
        "both ways",
        lambda: text(layers.Bidirectional(layers.LSTM(3), backward_layer=layers.LSTM(3, go_backwards=True))),
    ),
    "an average of its own": ("average", lambda: functional((STEPS,), averaged)),
    "an average of windows": ("average", lambda: text(layers.AveragePooling1D(STEPS), layers.Flatten(), mask=False)),
    "a mask that nobody looks at": (
        "convolution",
        lambda: text(layers.Conv1D(4, 3, activation="relu"), layers.GlobalMaxPooling1D(), mask=True),
    ),
    "a mask that skips nothing": ("average", lambda: text(layers.Masking(0.0), layers.GlobalAveragePooling1D(), mask=False)),
    "ids behind a Masking layer": (
        "both ways",
        lambda: sequential((STEPS,), layers.Masking(0), layers.Embedding(WORDS, 4, mask_zero=True), both_ways(), layers.Dense(1, "sigmoid")),
    ),
    "zeros in front": (
        "stacked",
        lambda: series(
            layers.ZeroPadding1D((2, 0)), causal(padding="valid"), layers.LSTM(3, return_sequences=True), layers.LSTM(3), layers.Dense(1)
        ),
    ),
    "a stack of cells": (
        "stacked",
        lambda: series(causal(), layers.RNN([layers.LSTMCell(3), layers.LSTMCell(3)]), layers.Dense(1)),
    ),
    "the last step": ("stacked", lambda: functional((None, 1), last_step)),
    "the last state": ("stacked", lambda: functional((None, 1), states)),
    "a tanh of one's own": ("gru", lambda: series(layers.GRU(3, activation=lambda x: ops.tanh(x)), layers.Dense(1), shape=(STEPS, 1))),
    "whole channels": ("normalized", lambda: picture(*normalized(), layers.SpatialDropout2D(0.3), layers.GlobalAveragePooling2D(), penalised_head()[-1])),
    "another momentum": ("normalized", lambda: picture(*normalized(momentum=0.5), *penalised_head())),
    "a penalty of one's own": ("normalized", lambda: picture(*normalized(), *penalised_head(lambda w: 1e-3 * ops.sum(w * w)))),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_the_same_model_in_other_words_is_accepted_and_learns_alike(name: str) -> None:
    kind, write = RIGHT[name]
    answer, questions = write(), architecture.Questions(7)
    assert architecture.differences(received(answer), wanted(kind), questions=questions) == []
    question = architecture.step_question(wanted(kind), questions)
    found = architecture.unlearned(received(answer), wanted(kind), try_step(answer, question), question)
    # In a layer of three units all may be shut by chance.
    assert [one.message for one in found if "no gradient reaches" not in one.message] == []


WRONG: dict[str, tuple[str, str, Callable[[], Any]]] = {
    "no mask": ("both ways", "sequence.no-mask", lambda: text(both_ways(), mask=False)),
    "a mask that is lost": (
        "both ways",
        "sequence.no-mask",
        lambda: functional((STEPS,), lambda x: layers.Dense(1, "sigmoid")(both_ways()(layers.Embedding(WORDS, 4, mask_zero=True)(x) * 1.0))),
    ),
    "rows masked": ("both ways", "sequence.masks-nothing", lambda: text(layers.Masking(0.0), both_ways(), mask=False)),
    "rows masked, by calls": (
        "both ways",
        "sequence.masks-nothing",
        lambda: functional((STEPS,), lambda x: layers.Dense(1, "sigmoid")(both_ways()(layers.Masking()(layers.Embedding(WORDS, 4)(x))))),
    ),
    "rows of another value masked": ("both ways", "sequence.masks-nothing", lambda: text(layers.Masking(-1.0), both_ways(), mask=False)),
    "a mask replaced by one of rows": ("both ways", "sequence.masks-nothing", lambda: text(layers.Masking(0.0), both_ways())),
    "rows masked twice": ("both ways", "sequence.masks-nothing", lambda: text(layers.Masking(), layers.Masking(), both_ways(), mask=False)),
    "ids masked": (
        "both ways",
        "sequence.no-mask",
        lambda: sequential((STEPS,), layers.Masking(0), layers.Embedding(WORDS, 4), both_ways(), layers.Dense(1, "sigmoid")),
    ),
    "a series masked": ("gru", "sequence.masks-padding", lambda: series(layers.Masking(0.0), layers.GRU(3), layers.Dense(1), shape=(STEPS, 1))),
    "what a relu cut off masked": (
        "stacked",
        "sequence.masks-padding",
        lambda: series(causal(), layers.Masking(0.0), layers.LSTM(3, return_sequences=True), layers.LSTM(3), layers.Dense(1)),
    ),
    "every step": ("both ways", "sequence.returns-sequences", lambda: text(both_ways(return_sequences=True))),
    "one direction": ("both ways", "sequence.one-direction", lambda: text(layers.LSTM(6))),
    "a sum of both": ("both ways", "sequence.wrong-merge", lambda: text(layers.Bidirectional(layers.LSTM(3), merge_mode="sum"))),
    "another vocabulary": ("both ways", "sequence.wrong-vocabulary", lambda: text(both_ways(), words=WORDS + 1)),
    "another cell": ("both ways", "sequence.wrong-cell", lambda: text(layers.Bidirectional(layers.GRU(3)))),
    "dropout in a cell": ("both ways", "model.wrong-dropout", lambda: text(both_ways(recurrent_dropout=0.2))),
    "dropout behind the cells": ("both ways", "model.extra-layer", lambda: text(both_ways(), layers.Dropout(0.2))),
    "dropout of whole words": ("both ways", "model.extra-layer", lambda: text(layers.SpatialDropout1D(0.2), both_ways())),
    "an average of words": ("average", "sequence.masks-padding", lambda: text(layers.GlobalAveragePooling1D())),
    "the largest": ("average", "model.wrong-pooling", lambda: text(layers.GlobalMaxPooling1D(), mask=False)),
    "padded": ("convolution", "model.wrong-padding", lambda: text(layers.Conv1D(4, 3, padding="same", activation="relu"), layers.GlobalMaxPooling1D())),
    "sees the future": ("stacked", "sequence.not-causal", lambda: series(causal(padding="same"), layers.LSTM(3, return_sequences=True), layers.LSTM(3), layers.Dense(1))),
    "a repeated state": ("stacked", "sequence.last-state-only", lambda: series(causal(), layers.LSTM(3), layers.RepeatVector(1), layers.LSTM(3), layers.Dense(1))),
    "a forecast at every step": ("stacked", "sequence.returns-sequences", lambda: series(causal(), layers.LSTM(3, return_sequences=True), layers.LSTM(3, return_sequences=True), layers.TimeDistributed(layers.Dense(1)))),
    "a sigmoid at the end": ("gru", "sequence.sigmoid-output", lambda: series(layers.GRU(3), layers.Dense(1, "sigmoid"), shape=(STEPS, 1))),
    "the older GRU": ("gru", "sequence.other-gru", lambda: series(layers.GRU(3, reset_after=False), layers.Dense(1), shape=(STEPS, 1))),
    "a gate of straight lines": ("gru", "model.wrong-activation", lambda: series(layers.GRU(3, recurrent_activation="hard_sigmoid"), layers.Dense(1), shape=(STEPS, 1))),
    "backwards": ("gru", "sequence.wrong-direction", lambda: series(layers.GRU(3, go_backwards=True), layers.Dense(1), shape=(STEPS, 1))),
    "relu in a cell": ("simple", "model.wrong-activation", lambda: series(layers.SimpleRNN(3, activation="relu"), layers.Dense(1), shape=(STEPS, 1))),
    "nothing masked": ("masked series", "sequence.no-mask", lambda: series(layers.GRU(3), layers.Dense(1), shape=(STEPS, 2))),
    "normalized behind the relu": ("normalized", "batchnorm.after-activation", lambda: picture(normalized()[0], layers.ReLU(), layers.BatchNormalization(), *penalised_head())),
    "not normalized": ("normalized", "batchnorm.missing", lambda: picture(normalized()[0], layers.ReLU(), *penalised_head())),
    "frozen statistics": ("normalized", "batchnorm.frozen", lambda: picture(*normalized(trainable=False), *penalised_head())),
    "another epsilon": ("normalized", "batchnorm.wrong-option", lambda: picture(*normalized(epsilon=0.01), *penalised_head())),
    "no penalty": ("normalized", "regularize.no-penalty", lambda: picture(*normalized(), *penalised_head(None))),
    "another rate": ("normalized", "regularize.wrong-rate", lambda: picture(*normalized(), *penalised_head(keras.regularizers.L2(0.01)))),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_differs_is_named_once(name: str) -> None:
    kind, code, write = WRONG[name]
    found = architecture.differences(received(write()), wanted(kind), questions=architecture.Questions(7))
    assert found[0].code == code
    assert {one.code for one in found} == {code} or code == "sequence.last-state-only"


@pytest.mark.parametrize(
    ("kind", "code", "write"),
    [
        (
            "average",
            "sequence.wrong-vocabulary",
            lambda: text(layers.Masking(0.0), layers.GlobalAveragePooling1D(), mask=False, words=WORDS + 1),
        ),
        (
            "stacked",
            "model.wrong-units",
            lambda: series(causal(), layers.LSTM(3, return_sequences=True), layers.Masking(), layers.LSTM(4), layers.Dense(1)),
        ),
    ],
)  # fmt: skip
def test_a_mask_that_skips_nothing_is_no_difference_beside_another(
    kind: str, code: str, write: Callable[[], Any]
) -> None:
    found = architecture.differences(received(write()), wanted(kind), questions=architecture.Questions(7))
    assert {one.code for one in found} == {code}


def test_a_penalty_of_ones_own_is_judged_where_it_is() -> None:
    answer = picture(*normalized(), *penalised_head(lambda w: 5e-4 * ops.sum(w * w)))
    questions = architecture.Questions(7)
    assert architecture.differences(received(answer), wanted("normalized"), questions=questions) == []
    question = architecture.step_question(wanted("normalized"), questions)
    found = architecture.unlearned(
        received(answer), wanted("normalized"), try_step(answer, question), question
    )
    assert found[0].code == "regularize.wrong-rate"


@pytest.mark.parametrize("name", ["both ways", "convolution"])
def test_a_model_of_sequences_as_keras_makes_it_needs_no_step(name: str) -> None:
    wide = {"both ways": lambda: both_ways(), "convolution": lambda: layers.GlobalMaxPooling1D()}[name]()
    made = sequential((STEPS,), layers.Embedding(5000, 16), wide, layers.Dense(8))
    assert is_ordinary(made)
    made.layers[0].embeddings.assign(np.ones((5000, 16)))
    assert not is_ordinary(made)


@pytest.mark.parametrize(
    "write",
    [
        lambda: series(layers.LSTM(2, return_sequences=True), *[layers.LSTM(1, return_sequences=True) for _ in range(8)], shape=(250, 1)),
        lambda: series(layers.RNN([layers.LSTMCell(1) for _ in range(8)]), shape=(300, 1)),
        lambda: series(layers.Bidirectional(layers.GRU(1)), shape=(1030, 1)),
        lambda: series(layers.RNN([layers.LSTMCell(1) for _ in range(9)]), shape=(3, 1)),
    ],
    ids=["layers", "cells", "directions", "a tall stack"],
)  # fmt: skip
def test_what_takes_too_many_steps_is_refused(write: Callable[[], Any]) -> None:
    with pytest.raises(architecture.ModelRefused):
        received(write())


def test_a_cell_of_ones_own_is_refused_with_the_reason() -> None:
    class Own(layers.LSTMCell):  # type: ignore[misc]
        pass

    with keras.utils.custom_object_scope(
        {"Own": Own}
    ):  # Bidirectional makes its second half from a description
        both = layers.Bidirectional(layers.RNN(Own(3)))
    for layer in (layers.RNN(Own(3)), both):
        with pytest.raises(architecture.ModelRefused) as refused:
            received(series(layer, layers.Dense(1)))
        assert refused.value.code == "model.custom-layer"


def test_the_summary_names_directions_cells_and_sequences() -> None:
    lines = architecture.side_by_side(received(text(both_ways())), wanted("stacked"))
    left, right = [line["left"].split() for line in lines], [line["right"].split() for line in lines]
    assert ["Bidirectional", "LSTM", "3", "6", "192"] in left
    assert ["LSTM", "3", "sequences", "?×3", "96"] in right
    assert ["Embedding", "50", "4", "mask_zero", "12×4", "200"] in left
