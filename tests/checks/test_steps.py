"""What a returned layer or model does, step by step: told as it is, and a liar's word is taken for no more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tfkata.candidate.serve import LearnerModule
from tfkata.checks import kit, steps
from tfkata.checks.function import Answer, Function
from tfkata.wire import messages, replies
from tfkata.wire.codec import Described, Foreign

SOURCE = """
import keras

class Half(keras.layers.Layer):
    def call(self, x, training=None):
        return x / 2 if training else x

class Broken(keras.layers.Layer):
    def call(self, x):
        raise ValueError("no call")

class Pair(keras.layers.Layer):
    def call(self, x):
        return x, x

def half(): return Half()
def broken(): return Broken()
def pair(): return Pair()
def nothing(): pass
def function(): return lambda x: x
def name(): return Half
def numbers(): return [1, 2]
def a_lambda(): return keras.layers.Lambda(lambda x: x)
def inside(): return keras.Sequential([keras.Input((2,)), keras.layers.Lambda(lambda x: x)])
def same(model): return model
def wrapped(model): return keras.Sequential([Half(), model])
def copied(model): return keras.models.clone_model(model)
def emptied(model, layer):
    layer.set_weights([0 * w for w in layer.get_weights()])
    return model
"""
X = np.array([[2.0, 4.0]], np.float32)
Y = np.zeros((1, 1), np.float32)


def asked(function: str, todo: list[steps.Step], *arguments: Any) -> Answer:
    module = LearnerModule()
    module.answer(messages.encode(messages.Load("0", "answer", "answer.py", SOURCE, 1)))
    call = messages.Call("1", function, list(arguments), steps.option(todo))
    content = replies.read_reply(module.answer(messages.encode(call))).content
    assert isinstance(content, replies.Value)
    return Answer(Function(function), arguments, content.value)


def results(function: str, todo: list[steps.Step], *arguments: Any) -> list[Any]:
    return steps.done(asked(function, todo, *arguments), todo, code="model.not-returned").results


def line() -> Described:
    import keras

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, use_bias=False)])
    model.set_weights([np.ones((2, 1), np.float32)])
    return kit.model_argument(model)


def test_a_layer_is_called_and_predicts() -> None:
    got = results("half", [steps.call(X, training=True), steps.call(X, training=False), steps.predict(X)])
    assert [part.tolist() for part in got] == [[[1, 2]], [[2, 4]], [[2, 4]]]


TRAIN = [
    steps.compile_with("mse", 0.1),
    steps.fit(X, Y),
    steps.weights(0),
    steps.weights(),
    steps.evaluate(X, Y),
]


def test_weights_tell_what_a_fit_saw() -> None:
    *_, given, own, loss = results("same", TRAIN, line())
    assert np.allclose(given[0], [[1 - 0.1 * 2 * 6 * 2], [1 - 0.1 * 2 * 6 * 4]])
    assert np.array_equal(given[0], own[0])
    assert loss == pytest.approx(float((X @ given[0])[0, 0]) ** 2, rel=1e-4)


def test_what_a_model_adds_in_training_is_seen() -> None:
    *_, given, _, _ = results("wrapped", TRAIN, line())
    assert np.allclose(given[0], [[1 - 0.1 * 2 * 3 * 1], [1 - 0.1 * 2 * 3 * 2]])


def test_a_copy_trains_alone() -> None:
    *_, given, own, _ = results("copied", TRAIN, line())
    assert np.array_equal(given[0], np.ones((2, 1)))
    assert not np.array_equal(own[0], given[0])


def test_an_output_that_is_no_tensor_is_none() -> None:
    assert results("pair", [steps.call(X, training=True)]) == [None]


def test_what_a_step_raises_names_the_step() -> None:
    with pytest.raises(kit.CandidateRaised) as caught:
        results("broken", [steps.call(X, training=False), steps.predict(X)])
    assert caught.value.type_name == "ValueError"
    assert caught.value.call == "broken()(x, training=False)"
    assert "line 10, in call" in caught.value.traceback


@pytest.mark.parametrize("function", ["function", "name", "numbers", "a_lambda", "inside", "nothing"])
def test_neither_a_layer_nor_a_model_is_refused(function: str) -> None:
    with pytest.raises(kit.Failure) as caught:
        results(function, [steps.predict(X)])
    assert caught.value.code == ("value.nothing-returned" if function == "nothing" else "model.not-returned")


LAYER = {"kind": "layer", "class_name": "X", "returned": Foreign("X"), "done": [X], "raised": None}


@pytest.mark.parametrize(
    "odd",
    [
        {"done": 3},
        {"done": []},
        {"done": [X, X]},
        {"kind": ["layer"]},
        {"kind": None},
        {"returned": Described("model", {"obstacle": 3}), "done": []},
        {"raised": "text", "done": []},
        {"class_name": 3, "done": None},
    ],
)
def test_a_liar_gets_no_more_than_a_failure(odd: dict[str, Any]) -> None:
    answer = Answer(Function("f"), (), Described("performed", {**LAYER, **odd}))
    with pytest.raises(kit.Failure):
        steps.done(answer, [steps.predict(X)], code="model.not-returned")


@pytest.mark.parametrize("raised", [{}, {"type": 3, "kinds": 7}, {"message": [1], "kinds": [None] * 99}])
def test_an_odd_error_is_an_error(raised: dict[str, Any]) -> None:
    answer = Answer(Function("f"), (), Described("performed", {**LAYER, "done": [X] * 9, "raised": raised}))
    with pytest.raises(kit.CandidateRaised):
        steps.done(answer, [steps.predict(X)], code="model.not-returned")


@pytest.mark.parametrize("value", [None, 3, Described("model", {}), Foreign("performed")])
def test_a_reply_of_another_kind_is_refused(value: Any) -> None:
    with pytest.raises(kit.Failure):
        steps.done(Answer(Function("f"), (), value), [steps.predict(X)], code="model.not-returned")


def test_an_argument_may_be_a_layer_of_the_model_before_it() -> None:
    """The layer itself: what a function does to it, it does to the model."""
    import keras

    inner = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)], name="inner")
    model = keras.Sequential([keras.Input((2,)), inner, keras.layers.Dense(1)])
    todo = [steps.weights(0), steps.weights(1)]
    whole, part = results("emptied", todo, kit.model_argument(model), kit.layer_argument(0, "inner"))
    assert [w.shape for w in part] == [(2, 3), (3,)]
    assert not any(w.any() for w in whole[:2])
    assert whole[2].any()


@pytest.mark.parametrize("place", [(0, "outer"), (1, "inner"), (7, "inner"), (0, "")])
def test_a_layer_that_is_not_there_is_no_answer_of_the_learners(place: tuple[int, str]) -> None:
    import keras

    inner = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)], name="inner")
    model = keras.Sequential([keras.Input((2,)), inner])
    with pytest.raises((IndexError, ValueError, TypeError)):
        results("emptied", [], kit.model_argument(model), kit.layer_argument(*place))
