"""Is this the model that was asked for? The traps by hand, and descriptions that lie."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests.late import architecture, keras, layers, ops
from tfkata.candidate.describe_model import describe_model, probe_grids


def conv(filters: int, size: int = 2, **options: Any) -> Any:
    return layers.Conv2D(filters, size, **{"padding": "same", "activation": "relu", **options})


def sequential(*parts: Any, shape: tuple[int | None, ...] = (12, 12, 1)) -> Any:
    return keras.Sequential([keras.Input(shape), *parts])


def functional(write: Callable[[Any], Any], shape: tuple[int | None, ...] = (12, 12, 1)) -> Any:
    image = keras.Input(shape)
    return keras.Model(image, write(image))


def pool(size: int = 2, **options: Any) -> Any:
    return layers.MaxPooling2D(size, **options)


def head() -> list[Any]:
    return [layers.Flatten(), layers.Dense(8, activation="relu"), layers.Dense(3, activation="softmax")]


def wanted() -> Any:
    """Two convolutions, each with a pooling, and two dense layers."""
    return sequential(conv(4), pool(), conv(6), pool(), *head())


def block(filters: int, *, dropout: Any = None) -> list[Any]:
    dropout = layers.Dropout(0.25) if dropout is None else dropout
    return [layers.Conv2D(filters, 3, padding="same"), layers.Activation("relu"), pool(), dropout]


def wanted_with_dropout() -> Any:
    return sequential(*block(4), *block(6), *dense_with_dropout())


def dense_with_dropout(rate: float = 0.5) -> list[Any]:
    dense = [layers.Dense(8, activation="relu"), layers.Dropout(rate), layers.Dense(3, activation="softmax")]
    return [layers.Flatten(), *dense]


def received(model: Any, *, weights: bool = False) -> Any:
    """The model as the examiner gets it."""
    return architecture.rebuild(describe_model(model, weights=weights))


def with_operations() -> Any:
    def write(x: Any) -> Any:
        x = ops.max_pool(ops.relu(conv(4, activation=None)(x)), 2)
        x = conv(6, activation=None, padding="valid")(ops.pad(x, ((0, 0), (0, 1), (0, 1), (0, 0))))
        x = ops.reshape(pool()(ops.maximum(x, 0)), (-1, 54))
        return ops.softmax(layers.Dense(3)(ops.relu(layers.Dense(8)(x))))

    return functional(write)


def nested() -> Any:
    base = sequential(conv(4), pool(), conv(6), pool())
    return functional(lambda x: keras.Sequential(head())(base(x)))


def half_of_another_model() -> Any:
    whole = wanted()
    return keras.Model(whole.inputs, layers.Dense(3, activation="softmax")(whole.layers[-2].output))


RIGHT: dict[str, Callable[[], Any]] = {
    "as asked": wanted,
    "operations of keras.ops": with_operations,
    "models inside": nested,
    "on the layers of another model": half_of_another_model,
    "zeros by hand": lambda: sequential(
        layers.ZeroPadding2D(((0, 1), (0, 1))), conv(4, padding="valid"), pool(), conv(6), pool(), *head()
    ),
    "relu after the pooling": lambda: sequential(
        conv(4, activation=None), pool(), layers.ReLU(), conv(6, activation=None), pool(), layers.Activation("relu"), *head()
    ),
    "relu of their own": lambda: sequential(
        conv(4, activation=lambda x: ops.maximum(x, 0.0)), pool(), conv(6, activation=ops.relu), pool(), *head()
    ),
    "a leaky relu that does not leak": lambda: sequential(
        conv(4, activation=layers.LeakyReLU(0.0)), pool(), conv(6), pool(), *head()
    ),
    "softmax as a layer with its axis": lambda: sequential(
        conv(4), pool(), conv(6), pool(), *head()[:2], layers.Dense(3), layers.Softmax(axis=1)
    ),
    "what changes nothing": lambda: sequential(
        layers.Rescaling(1.0), conv(4), layers.Dropout(0.0), layers.Identity(), pool(padding="same"), conv(6),
        layers.ReLU(), pool(), layers.Reshape((54,)), *head(),
    ),
    "dense layers as convolutions": lambda: sequential(
        conv(4), pool(), conv(6), pool(), layers.Conv2D(8, 3, activation="relu"), layers.Conv2D(3, 1),
        layers.Flatten(), layers.Softmax(),
    ),
    "a penalty of nothing": lambda: sequential(
        conv(4, kernel_regularizer=keras.regularizers.L2(0.0)), pool(), conv(6), pool(), *head()
    ),
    "another precision": lambda: sequential(conv(4, dtype="float64"), pool(), conv(6), pool(), *head()),
    "a fixed number of images": lambda: keras.Sequential(
        [keras.Input(batch_shape=(5, 12, 12, 1)), conv(4), pool(), conv(6), pool(), *head()]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_the_same_model_in_other_words_is_accepted(name: str) -> None:
    assert architecture.compare(received(RIGHT[name]()), wanted()) is None


WRONG: dict[str, tuple[str, Callable[[], Any]]] = {
    "no activation": ("missing-activation", lambda: sequential(conv(4, activation=None), pool(), conv(6), pool(), *head())),
    "relu6": ("wrong-activation", lambda: sequential(conv(4, activation="relu6"), pool(), conv(6), pool(), *head())),
    "leaky": ("wrong-activation", lambda: sequential(conv(4, activation="leaky_relu"), pool(), conv(6), pool(), *head())),
    "prelu": ("wrong-activation", lambda: sequential(conv(4, activation=None), layers.PReLU(), pool(), conv(6), pool(), *head())),
    "gelu": ("wrong-activation", lambda: sequential(conv(4), pool(), conv(6, activation="gelu"), pool(), *head())),
    "sigmoid head": ("wrong-activation", lambda: sequential(conv(4), pool(), conv(6), pool(), *head()[:2], layers.Dense(3, activation="sigmoid"))),
    "relu before softmax": ("wrong-activation", lambda: sequential(conv(4), pool(), conv(6), pool(), *head()[:2], layers.Dense(3, activation="relu"), layers.Softmax())),
    "softmax over the wrong axis": ("wrong-activation", lambda: sequential(conv(4, activation=None), layers.Softmax(axis=1), pool(), conv(6), pool(), *head())),
    "softmax twice": ("extra-layer", lambda: sequential(conv(4), pool(), conv(6), pool(), *head(), layers.Softmax())),
    "zeros on the other side": ("wrong-padding", lambda: sequential(layers.ZeroPadding2D(((1, 0), (1, 0))), conv(4, padding="valid"), pool(), conv(6), pool(), *head())),
    "zeros that nobody uses": ("wrong-padding", lambda: sequential(conv(4), pool(), conv(6), pool(), layers.ZeroPadding2D(1), *head())),
    "global pooling": ("wrong-pooling", lambda: sequential(conv(4), pool(), conv(6), pool(), layers.GlobalMaxPooling2D(), *head()[1:])),
    "average pooling": ("wrong-pooling", lambda: sequential(conv(4), layers.AveragePooling2D(2), conv(6), pool(), *head())),
    "no flatten": ("missing-layer", lambda: sequential(conv(4), pool(), conv(6), pool(), *head()[1:])),
    "one pooling": ("missing-layer", lambda: sequential(conv(4), pool(), conv(6), *head())),
    "separable": ("wrong-layer", lambda: sequential(conv(4), pool(), layers.SeparableConv2D(6, 2, padding="same", activation="relu"), pool(), *head())),
    "channels first": ("channels-first", lambda: sequential(conv(4, data_format="channels_first"), pool(), conv(6), pool(), *head())),
    "channels first from the input on": (
        "input-shape",
        lambda: sequential(conv(4, data_format="channels_first"), layers.MaxPooling2D(2, data_format="channels_first"), *head(), shape=(1, 12, 12)),
    ),
    "channels first in a pooling": ("channels-first", lambda: sequential(conv(4), layers.MaxPooling2D(2, data_format="channels_first"), conv(6), pool(), *head())),
    "both convolutions first": ("wrong-order", lambda: sequential(conv(4), conv(6), pool(), pool(), *head())),
    "relu before the convolution": ("wrong-order", lambda: sequential(layers.ReLU(), conv(4, activation=None), pool(), conv(6), pool(), *head())),
    "filters swapped": ("wrong-order", lambda: sequential(conv(6), pool(), conv(4), pool(), *head())),
    "flipped images": ("extra-layer", lambda: sequential(layers.RandomFlip(), conv(4), pool(), conv(6), pool(), *head())),
    "a residual": ("extra-layer", lambda: functional(lambda x: keras.Sequential([pool(), conv(6), pool(), *head()])(layers.Add()([conv(4)(x), x])))),
    "divided by 255": ("rescaling-inside", lambda: functional(lambda x: keras.Sequential([conv(4), pool(), conv(6), pool(), *head()])(x / 255.0))),
    "normalized": ("rescaling-inside", lambda: sequential(layers.Normalization(mean=0.5, variance=0.1), conv(4), pool(), conv(6), pool(), *head())),
    "grouped": ("grouped", lambda: sequential(conv(4), pool(), conv(6, groups=2), pool(), *head())),
    "open size": ("input-shape", lambda: sequential(conv(4), pool(), conv(6), pool(), layers.Reshape((54,)), *head()[1:], shape=(None, None, 1))),
    "channel added inside": ("input-shape", lambda: sequential(layers.Reshape((12, 12, 1)), conv(4), pool(), conv(6), pool(), *head(), shape=(12, 12))),
    "two inputs": ("input-shape", lambda: _two_inputs()),
    "frozen inside": ("not-trainable", lambda: _frozen_inside()),
    "activity penalty": ("regularized", lambda: sequential(conv(4), layers.ActivityRegularization(0.1), pool(), conv(6), pool(), *head())),
    "constraint": ("regularized", lambda: sequential(conv(4, kernel_constraint="max_norm"), pool(), conv(6), pool(), *head())),
}  # fmt: skip


def _two_inputs() -> Any:
    a, b = keras.Input((12, 12, 1)), keras.Input((12, 12, 1))
    return keras.Model([a, b], wanted()(layers.Add()([a, b])))


def _frozen_inside() -> Any:
    base = sequential(conv(4), pool(), conv(6), pool())
    base.trainable = False
    return functional(lambda x: keras.Sequential(head())(base(x)))


@pytest.mark.parametrize("name", WRONG)
def test_what_differs_is_named(name: str) -> None:
    code, write = WRONG[name]
    difference = architecture.compare(received(write()), wanted())
    assert difference is not None
    assert difference.code == f"model.{code}"


def called_with(training: bool) -> Any:
    def write(x: Any) -> Any:
        for part in [*block(4), *block(6), *dense_with_dropout()]:
            x = part(x, training=training) if isinstance(part, layers.Dropout) else part(x)
        return x

    return functional(write)


DROPOUT: dict[str, tuple[str | None, Callable[[], Any]]] = {
    "as asked": (None, wanted_with_dropout),
    "after the flatten, before the relu": (
        None,
        lambda: sequential(
            *block(4), *block(6)[:-1], layers.Flatten(), layers.Dropout(0.25), layers.Dense(8), layers.Dropout(0.5),
            layers.ReLU(), layers.Dense(3, activation="softmax"),
        ),
    ),
    "fixed to inference, which fit overrules": (None, lambda: called_with(False)),
    "never off": ("wrong-dropout", lambda: called_with(True)),
    "another rate": ("wrong-dropout", lambda: sequential(*block(4), *block(6), *dense_with_dropout(0.4))),
    "before the pooling": (
        "wrong-dropout",
        lambda: sequential(*block(4)[:2], layers.Dropout(0.25), pool(), *block(6), *dense_with_dropout()),
    ),
    "whole feature maps": (
        "wrong-dropout",
        lambda: sequential(*block(4, dropout=layers.SpatialDropout2D(0.25)), *block(6), *dense_with_dropout()),
    ),
    "one mask for all places": (
        "wrong-dropout",
        lambda: sequential(
            *block(4, dropout=layers.Dropout(0.25, noise_shape=(None, 1, 1, 4))), *block(6), *dense_with_dropout()
        ),
    ),
    "before the dense layer": (
        "wrong-dropout",
        lambda: sequential(*block(4), *block(6), layers.Flatten(), layers.Dropout(0.5), *head()[1:]),
    ),
    "none in the head": ("missing-dropout", lambda: sequential(*block(4), *block(6), *head())),
    "noise": ("wrong-dropout", lambda: sequential(*block(4, dropout=layers.GaussianDropout(0.25)), *block(6), *dense_with_dropout())),
    "one on the image": ("extra-layer", lambda: sequential(layers.Dropout(0.1), *block(4), *block(6), *dense_with_dropout())),
}  # fmt: skip


@pytest.mark.parametrize("name", DROPOUT)
def test_dropout_is_compared_in_training(name: str) -> None:
    code, write = DROPOUT[name]
    difference = architecture.compare(received(write()), wanted_with_dropout())
    assert (difference and difference.code) == (code and f"model.{code}")


def test_each_slip_is_a_difference_of_its_own() -> None:
    answer = sequential(conv(5, 3), pool(), conv(6, activation="tanh"), pool(), layers.Dropout(0.2), *head())
    found = [(d.code, d.aspect) for d in architecture.differences(received(answer), wanted())]
    assert found == [
        ("model.wrong-filters", "parameters"),
        ("model.wrong-kernel", "parameters"),
        ("model.wrong-activation", "function"),
        ("model.extra-layer", "training"),
    ]


def test_the_name_is_asked_for_where_it_matters() -> None:
    assert architecture.compare(received(wanted()), wanted()) is None
    difference = architecture.compare(received(wanted()), wanted(), name="Basic_CNN")
    assert difference is not None
    assert difference.code == "model.wrong-name"


def test_both_models_stand_side_by_side_with_the_difference_marked() -> None:
    answer, asked = received(sequential(conv(4), layers.AveragePooling2D(2), conv(6), *head())), wanted()
    lines = architecture.side_by_side(answer, asked, architecture.compare(answer, asked))
    assert [line["mark"] for line in lines] == ["", ">", "", "", "", "", "", ""]
    assert [bool(line["left"]) for line in lines] == [True, True, True, False, True, True, True, True]
    assert lines[1]["left"].split() == ["AveragePooling2D", "2×2", "6×6×4", "0"]
    assert lines[-1]["right"].split() == ["parameters", "589"]
    assert max(len(line["left"]) + len(line["right"]) for line in lines) <= 90


def test_the_summary_is_that_of_keras() -> None:
    names = [(row[1], row[2]) for row in architecture.summary_table(wanted())]
    assert names[0] == ("(None, 12, 12, 4)", 20)
    assert names[-1] == ("(None, 3)", 27)
    assert architecture.layer_parameters(wanted()) == [20, 102, 440, 27]


def test_weights_come_back_in_every_kind_of_model() -> None:
    base = sequential(conv(4), pool(), layers.BatchNormalization(), conv(6), pool())
    other = functional(lambda x: layers.Concatenate()([layers.Dense(2)(x), layers.Dense(2)(x)]), (8,))
    model = functional(lambda x: other(layers.Dense(8)(layers.Flatten()(base(x)))))
    images = np.random.default_rng(0).random((3, 12, 12, 1), np.float32)
    again = received(model, weights=True)
    np.testing.assert_allclose(again(images), model(images), rtol=1e-4, atol=1e-5)


def test_describing_a_model_leaves_it_as_it_was() -> None:
    def mine(x: Any) -> Any:
        return ops.maximum(x, 0.0)

    model = sequential(conv(4, activation=mine), layers.Flatten(), layers.Dense(3))
    description = describe_model(model, weights=False)
    assert model.layers[0].activation is mine
    assert description["activation_probes"][0]["name"] == "mine"
    assert description["count"] == model.count_params()


def test_a_loss_that_cannot_be_written_down_is_no_obstacle() -> None:
    model = wanted()
    model.compile("adam", loss=eval("lambda labels, found: 0.0"))  # noqa: S307  (a lambda without source)
    assert architecture.compare(received(model), wanted()) is None


def test_a_function_that_is_only_called_relu_is_not_taken_for_it() -> None:
    def relu(x: Any) -> Any:
        return x * x

    with pytest.raises(architecture.ModelRefused, match="relu is not one of Keras's") as refused:
        received(sequential(conv(4, activation=relu), layers.Flatten(), layers.Dense(3)))
    assert refused.value.code == "model.unknown-activation"


def of_its_own(base: Any) -> Any:
    """An instance of a class of one's own."""

    class Own(base):
        def call(self, x: Any) -> Any:
            return x

    return Own()


@pytest.mark.parametrize(
    ("write", "code"),
    [
        (lambda: of_its_own(keras.Model), "model.subclassed"),
        (lambda: sequential(of_its_own(layers.Layer), *head()), "model.custom-layer"),
        (lambda: sequential(layers.Lambda(lambda x: x), *head()), "model.custom-layer"),
        (lambda: functional(lambda x: of_its_own(keras.Model)(x)), "model.custom-layer"),
        (lambda: keras.Sequential([conv(4), *head()]), "model.input-shape"),
        (lambda: sequential(layers.Conv2D(4, 1, activation=lambda x: x + 1)), "model.unknown-activation"),
    ],
    ids=["subclass", "own layer", "lambda", "subclass inside", "no shape yet", "own activation"],
)
def test_what_cannot_be_judged_is_refused_with_the_reason(write: Callable[[], Any], code: str) -> None:
    with pytest.raises(architecture.ModelRefused) as refused:
        received(write())
    assert refused.value.code == code


@pytest.fixture(scope="module")
def honest() -> dict[str, Any]:
    config: dict[str, Any] = json.loads(describe_model(wanted(), weights=False)["config"])
    return config


def _layer(index: int, **changes: Any) -> Callable[[dict[str, Any]], Any]:
    def change(config: dict[str, Any]) -> Any:
        record = config["config"]["layers"][index]
        record["config"].update(changes.pop("config", {}))
        record.update(changes)
        return config

    return change


def _nest(config: dict[str, Any]) -> Any:
    for level in range(60):
        config = {
            "module": "keras",
            "class_name": "Sequential",
            "config": {"name": f"m{level}", "layers": [config]},
        }
    return config


def _many(config: dict[str, Any]) -> Any:
    part = {"module": "keras.layers", "class_name": "Dense"}
    config["config"]["layers"][1:] = [{**part, "config": {"name": f"d{i}", "units": 1}} for i in range(5000)]
    return config


def _upsampled(config: dict[str, Any]) -> Any:
    part = {"module": "keras.layers", "class_name": "UpSampling2D"}
    config["config"]["layers"][1:1] = [
        {**part, "config": {"name": f"u{i}", "size": [400, 400]}} for i in range(3)
    ]
    return config


def _wide_windows(config: dict[str, Any]) -> Any:
    up = {"module": "keras.layers", "class_name": "UpSampling2D", "config": {"name": "up", "size": [80, 80]}}
    options = {"name": "p", "pool_size": [512, 512], "strides": [1, 1], "padding": "same"}
    pools = {"module": "keras.layers", "class_name": "AveragePooling2D", "config": options}
    config["config"]["layers"][1:1] = [up, pools]
    return config


def _loop(config: dict[str, Any]) -> Any:
    tensor = {"class_name": "__keras_tensor__", "config": {"shape": [None, 4], "keras_history": ["a", 0, 0]}}
    part = {"module": "keras.layers", "class_name": "Flatten", "name": "a", "config": {"name": "a"}}
    record = {**part, "inbound_nodes": [{"args": [tensor], "kwargs": {}}]}
    ends = {"input_layers": ["a", 0, 0], "output_layers": ["a", 0, 0]}
    return {"class_name": "Functional", "config": {"name": "f", "layers": [record], **ends}}


HOSTILE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "10**12 units": _layer(6, config={"units": 10**12}),
    "10**6 units": _layer(6, config={"units": 10**6}),
    "negative units": _layer(6, config={"units": -3}),
    "units of text": _layer(6, config={"units": "many"}),
    "units in a dict": _layer(6, config={"units": {"class_name": "x", "config": {}}}),
    "an enormous kernel": _layer(1, config={"kernel_size": [400, 400], "filters": 4000}),
    "an enormous dilation": _layer(1, config={"dilation_rate": [10_000, 10_000]}),
    "enormous outputs": _upsampled,
    "enormous windows": _wide_windows,
    "an unknown class": _layer(5, class_name="Nothing"),
    "an unknown option": _layer(5, config={"shell": "ls"}),
    "a private option": _layer(5, config={"__class__": "x"}),
    "Lambda": _layer(5, class_name="Lambda", config={"function": {"class_name": "__lambda__", "config": {"value": "x"}}}),
    "a layer that loads files": _layer(5, class_name="TFSMLayer", config={"filepath": "/etc"}),
    "a vocabulary from a file": _layer(5, class_name="StringLookup", config={"vocabulary": "/etc/passwd"}),
    "another module": _layer(5, module="os", class_name="system"),
    "a function of Python as activation": _layer(1, config={"activation": {"class_name": "function", "module": "builtins", "config": "eval", "registered_name": "eval"}}),
    "a pickled lambda as activation": _layer(1, config={"activation": {"class_name": "__lambda__", "config": {"value": ["x", None, None]}}}),
    "an activation that was never probed": _layer(1, config={"activation": {"class_name": "function", "config": "tfkata_activation_7"}}),
    "an activation that is no function": _layer(1, config={"activation": "deserialize"}),
    "60 levels": _nest,
    "5000 layers": _many,
    "a loop": _loop,
    "a name with a slash": _layer(1, config={"name": "../../x"}),
    "layers that are no list": lambda c: {**c, "config": {**c["config"], "layers": "abc"}},
    "no layers": lambda c: {**c, "config": {**c["config"], "layers": []}},
    "a list": lambda c: [c],
    "a subclass": lambda c: {**c, "class_name": "Evil"},
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_description_is_refused_quickly(name: str, honest: dict[str, Any]) -> None:
    text = json.dumps(HOSTILE[name](copy.deepcopy(honest)))
    started = time.process_time()
    with pytest.raises(architecture.ModelRefused) as refused:
        architecture.rebuild({"config": text, "class_name": "Sequential"})
    assert time.process_time() - started < 3
    assert refused.value.message.isprintable()


@pytest.mark.parametrize(
    "config",
    [None, 7, "", "[" * 100_000, '{"a": NaN}', '{"a": ' + "9" * 5000 + "}", "null", " " * 5_000_000],
    ids=["none", "number", "empty", "brackets", "nan", "digits", "null", "long"],
)
def test_what_is_no_config_is_refused(config: Any) -> None:
    with pytest.raises(architecture.ModelRefused):
        architecture.rebuild({"config": config})


def test_initialisers_are_not_run(honest: dict[str, Any]) -> None:
    config = copy.deepcopy(honest)
    config["config"]["layers"][1]["config"]["kernel_initializer"] = {"module": "os", "class_name": "system"}
    assert architecture.rebuild({"config": json.dumps(config)}).count_params() == wanted().count_params()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda w: [np.full_like(w[0], np.nan), *w[1:]],
        lambda w: [np.zeros(3, np.float32), *w[1:]],
        lambda w: w[:-1],
        lambda w: [*w, w[0]],
        lambda w: ["text", *w[1:]],
        lambda w: [w[0].astype("U8"), *w[1:]],
    ],
    ids=["nan", "shape", "too few", "too many", "text", "dtype"],
)
def test_weights_that_do_not_fit_are_refused(spoil: Callable[[list[Any]], list[Any]]) -> None:
    description = describe_model(wanted(), weights=True)
    description["weights"] = spoil(description["weights"])
    with pytest.raises(architecture.ModelRefused):
        architecture.rebuild(description)


@pytest.mark.parametrize(
    ("values", "rank"),
    [
        (None, 2),
        ([1, 2], 2),
        (np.zeros((4, 25), np.float32), 2),
        ([np.zeros((4, 25), np.float32)], 2),
        ([np.zeros((4, 25), np.float32), np.zeros((2, 2), np.float32)], 2),
        ([np.full(grid.shape, np.nan, np.float32) for grid in probe_grids()], 2),
        (list(probe_grids()), 4),
        (list(probe_grids()), 10**9),
        (list(probe_grids()), "2"),
    ],
)
def test_probed_values_that_are_none_are_refused(values: Any, rank: Any, honest: dict[str, Any]) -> None:
    config = copy.deepcopy(honest)
    mark = {"class_name": "function", "config": "tfkata_activation_0"}
    config["config"]["layers"][1]["config"]["activation"] = mark
    probes = [{"name": "x\x1b[2J", "values": values, "rank": rank}]
    with pytest.raises(architecture.ModelRefused, match="is not one of Keras's") as refused:
        architecture.rebuild({"config": json.dumps(config), "activation_probes": probes})
    assert refused.value.message.isprintable()


def test_the_probes_tell_what_they_should() -> None:
    for grid in probe_grids(7):
        assert grid.min() < -6
        assert grid.max() > 6
    assert not np.array_equal(probe_grids(7)[0], probe_grids(8)[0])
    assert len({probe_grids(seed)[1].shape for seed in range(20)}) > 5
    for seed in range(20):
        *several, row, far = probe_grids(seed)
        assert all(len(grid) % 2 == 0 for grid in [*several, far])
        assert len(row) == 1
        assert np.abs(far).min() > 90


ACTIVATIONS: dict[str, Callable[[Any], Any]] = {
    "by the shape of the probe": lambda x: ops.relu(x) if tuple(x.shape) == (4, 25) else ops.tanh(x),
    "by how many there are": lambda x: ops.relu(x) if x.shape[0] and ops.size(x) == 100 else ops.tanh(x),
    "for lists, on images": lambda x: ops.relu(x) if len(x.shape) == 2 else ops.elu(x),
    "not for a single one": lambda x: ops.softmax(x, axis=0) if x.shape[0] == 1 else ops.relu(x),
    "with a ceiling far up": lambda x: ops.clip(x, 0, 90),
    "with a higher ceiling": lambda x: ops.minimum(ops.relu(x), 3000.0),
    "with a floor far down": lambda x: ops.where(x < -1000.0, 1.0, ops.relu(x)),
    "by how wide it is": lambda x: ops.relu(x) if x.shape[-1] == 25 else ops.sigmoid(x),
}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_tried_on_two_shapes_as_it_is_used(name: str) -> None:
    answer = sequential(conv(4, activation=ACTIVATIONS[name]), pool(), conv(6), pool(), *head())
    assert found_in(answer) in ("model.unknown-activation", "model.wrong-activation")


def found_in(answer: Any) -> str | None:
    """The code of what is wrong with a model, whether it can be rebuilt or not."""
    try:
        difference = architecture.compare(received(answer), wanted())
    except architecture.ModelRefused as refused:
        return refused.code
    return difference.code if difference else None


def test_an_activation_may_ask_for_lists() -> None:
    def shares(x: Any) -> Any:
        weights = ops.exp(x)
        return weights / ops.reshape(ops.sum(weights, 1), (-1, 1))

    answer = sequential(conv(4), pool(), conv(6), pool(), *head()[:2], layers.Dense(3, activation=shares))
    assert architecture.compare(received(answer), wanted()) is None


def test_a_comparison_takes_less_than_half_a_second() -> None:
    asked, answer = wanted(), wanted()
    architecture.compare(received(answer), asked)
    started = time.process_time()
    assert architecture.compare(received(wanted()), asked) is None
    assert time.process_time() - started < 0.5


def _steps_without_a_sequence() -> Any:
    x = inputs = keras.Input((1000, 1))
    for _ in range(3):
        x = layers.RepeatVector(1000)(layers.LSTM(300)(x))
    return keras.Model(inputs, layers.Dense(2)(layers.GlobalAveragePooling1D()(x)))


def _long_products() -> Any:
    inputs = keras.Input((200, 5000))
    products = [layers.Dot(axes=(2, 2))([inputs, inputs]) for _ in range(6)]
    return keras.Model(inputs, layers.Dense(2)(layers.GlobalAveragePooling1D()(layers.Add()(products))))


def _inside_again_and_again() -> Any:
    inner = sequential(conv(8, 50, padding="same"), shape=(28, 28, 8))
    x = inputs = keras.Input((28, 28, 8))
    for _ in range(10):
        x = inner(x)
    return keras.Model(inputs, layers.Dense(2)(layers.Flatten()(x)))


@pytest.mark.parametrize("write", [_steps_without_a_sequence, _long_products, _inside_again_and_again])
def test_work_that_no_output_shows_is_counted(write: Callable[[], Any]) -> None:
    """Each of these would be computed for minutes, sample by sample, and is small by its parameters and outputs."""
    with pytest.raises(architecture.ModelRefused, match="too much to compute"):
        received(write())


def _again_and_again(times: int, recurrent: Callable[[], Any]) -> Any:
    x = inputs = keras.Input((784, 1))
    cell = recurrent()
    for _ in range(times):
        x = cell(x)
    return keras.Model(inputs, layers.Dense(2)(layers.Flatten()(x)))


def _stack(depth: int, *, shape: tuple[int, int]) -> Any:
    return sequential(
        *(layers.GRU(2, return_sequences=True) for _ in range(depth)),
        layers.Flatten(),
        layers.Dense(2),
        shape=shape,
    )


def _cell_in_models(depth: int, inside: int) -> Any:
    """A recurrent layer in models without an input of their own, one in the other."""
    model = layers.SimpleRNN(1, return_sequences=True)
    for _ in range(depth):
        model = keras.Sequential([model])
    return _again_and_again(inside, lambda: model)


def _by_keyword() -> Any:
    x = inputs = keras.Input((784, 1))
    cell = layers.LSTM(1, return_sequences=True)
    for _ in range(5):
        x = cell(sequences=x)
    return keras.Model(inputs, layers.Dense(2)(layers.Flatten()(x)))


def _many_calls(times: int) -> Any:
    inner = keras.Input((4,))
    shared, x = layers.Dense(4), inner
    for _ in range(90):
        x = shared(x)
    inner_model = keras.Model(inner, x)
    x = inputs = keras.Input((4,))
    for _ in range(times):
        x = inner_model(x)
    return keras.Model(inputs, x)


SLOW: dict[str, Callable[[], Any]] = {
    "one tiny cell, 100 times": lambda: _again_and_again(100, lambda: layers.SimpleRNN(1, return_sequences=True)),
    "three times an LSTM": lambda: _again_and_again(3, lambda: layers.LSTM(1, return_sequences=True)),
    "a stack": lambda: _stack(4, shape=(784, 1)),
    "in a model, called again": lambda: _cell_in_models(1, 4),
    "in a model in a model": lambda: _cell_in_models(2, 4),
    "a sequence that is too long": lambda: _stack(1, shape=(4000, 1)),
    "by keyword": _by_keyword,
    "1,800 calls": lambda: _many_calls(20),
}  # fmt: skip


@pytest.mark.parametrize("name", SLOW)
def test_what_takes_many_steps_is_refused_before_it_runs(name: str) -> None:
    with pytest.raises(
        architecture.ModelRefused, match=r"steps of recurrent layers|calls of layers"
    ) as refused:
        received(SLOW[name]())
    assert refused.value.code == "model.too-large"


PATIENT: dict[str, Callable[[], Any]] = {
    "an LSTM over the rows": lambda: _stack(3, shape=(28, 28)),
    "one over all pixels": lambda: _stack(1, shape=(784, 1)),
    "two over all pixels": lambda: _stack(2, shape=(784, 1)),
    "a cell called again": lambda: _cell_in_models(1, 2),
    "180 calls": lambda: _many_calls(2),
}  # fmt: skip


@pytest.mark.parametrize("name", PATIENT)
def test_what_somebody_could_mean_is_rebuilt(name: str) -> None:
    assert received(PATIENT[name]()).built
