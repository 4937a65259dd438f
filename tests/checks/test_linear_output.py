"""What bounds a number is found wherever it stands, and what does not is left alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tfkata.checks import linear_output, sure_outputs

X = np.random.default_rng(0).normal(size=(8, 3)).astype(np.float32)


def network(*behind: Any, activation: str | None = None) -> Any:
    import keras

    return keras.Sequential(
        [
            keras.Input((3,)),
            keras.layers.Dense(4, activation="relu"),
            keras.layers.Dense(1, activation=activation),
            *behind,
        ]
    )


def test_sums_and_what_only_scales_them_are_linear() -> None:
    import keras

    assert linear_output.is_linear(network(), X, "f()")
    assert linear_output.is_linear(network(keras.layers.Rescaling(40.0)), X, "f()")
    assert linear_output.is_linear(network(keras.layers.Rescaling(3.0, offset=7.0)), X, "f()")


@pytest.mark.parametrize(
    "name", ["relu", "sigmoid", "tanh", "softplus", "leaky_relu", "relu6", "elu", "gelu"]
)
def test_activations_on_the_last_sum_are_found(name: str) -> None:
    model = network(activation=name)
    assert not linear_output.is_linear(model, X, "f()")
    assert linear_output.behind(model) == f"`{name}`"


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softsign"])
def test_a_bounded_number_is_found_however_far_it_was_stretched(name: str) -> None:
    import keras

    model = network(keras.layers.Rescaling(50.0, offset=-3.0), activation=name)
    assert not linear_output.is_linear(model, X, "f()")


def test_so_are_layers_behind_it() -> None:
    import keras

    model = network(keras.layers.ReLU(max_value=60.0))
    assert not linear_output.is_linear(model, X, "f()")
    assert linear_output.behind(model) == "`ReLU`"


def test_the_weights_are_put_back() -> None:
    model = network()
    before = [w.copy() for w in model.get_weights()]
    linear_output.is_linear(model, X, "f()")
    assert all(np.array_equal(a, b) for a, b in zip(before, model.get_weights(), strict=True))


def test_a_step_of_training_shows_in_the_biases() -> None:
    import keras

    model = keras.Sequential([keras.Input((5, 1)), keras.layers.LSTM(3), keras.layers.Dense(1)])
    assert linear_output.as_it_began(model)
    model.compile("sgd", "mse")
    model.fit(np.ones((4, 5, 1), np.float32), np.ones((4, 1), np.float32), epochs=1, verbose=0)
    assert not linear_output.as_it_began(model)


LOSSES = {
    "BinaryCrossentropy": True,
    "MeanSquaredError": False,
    "Hinge": False,
    "BinaryFocalCrossentropy": False,
    "MeanAbsoluteError": False,
}


@pytest.mark.parametrize("logits", [False, True])
@pytest.mark.parametrize("name", LOSSES)
def test_cross_entropy_alone_costs_as_it_does(name: str, logits: bool) -> None:
    import keras

    options = {"from_logits": logits} if "entropy" in name else {}
    loss = getattr(keras.losses, name)(**options)
    told = [float(loss(label, output)) for label, output in sure_outputs.asked()]
    assert sure_outputs.cost_as_cross_entropy(told, logits=logits) is LOSSES[name]


@pytest.mark.parametrize("losses", [None, [], [1.0] * 11, ["a"] * 12, [float("nan")] * 12])
def test_what_is_no_list_of_losses_is_no_cross_entropy(losses: Any) -> None:
    assert not sure_outputs.cost_as_cross_entropy(losses, logits=False)
