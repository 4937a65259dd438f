"""Models that compute the right thing: which of them can learn? A step is taken on the learner's own model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from types import MethodType
from typing import Any

import numpy as np
import pytest

from tests.architecture.test_architecture import conv, functional, head, nested, pool, sequential, wanted
from tests.late import architecture, keras, layers, ops
from tfkata.candidate.describe_model import describe_model
from tfkata.candidate.gradient_step import step_if_telling, try_step
from tfkata.candidate.ordinary import is_ordinary, is_usual_kernel

SEED = 11


@pytest.fixture(autouse=True)
def _same_weights() -> None:
    """Of four filters and eight units, all may be off by chance where biases begin below zero."""
    keras.utils.set_random_seed(0)


@cache
def reference() -> Any:
    return wanted()


@cache
def question() -> dict[str, Any]:
    asked: dict[str, Any] = architecture.step_question(reference(), architecture.Questions(SEED))
    return asked


def judged(answer: Any) -> list[Any]:
    """What keeps the model from learning; it must be right otherwise."""
    step = step_if_telling(answer, question())
    rebuilt = architecture.rebuild(describe_model(answer, weights=False))
    assert architecture.compare(rebuilt, reference()) is None
    found: list[Any] = architecture.unlearned(rebuilt, reference(), step, question())
    return found


def model(first: Any = None, *, last: Any = None, **options: Any) -> Any:
    """The wanted model with other options in its layers."""
    dense = layers.Dense(8, **{"activation": "relu", **options})
    final = layers.Dense(3, activation="softmax", **(options if last is None else last))
    return sequential(
        first or conv(4, **options), pool(), conv(6, **options), pool(), layers.Flatten(), dense, final
    )


def on_weights(change: Callable[[Any], None]) -> Any:
    made = model()
    for variable in made.trainable_variables:
        change(variable)
    return made


def with_weights(values: Callable[[np.ndarray], np.ndarray]) -> Any:
    made = model()
    made.set_weights([values(w) for w in made.get_weights()])
    return made


def activated(function: Callable[[Any], Any]) -> Any:
    return model(conv(4, activation=function))


def activated_all(function: Callable[[Any], Any], initializer: Any) -> Any:
    """This activation in all layers but the last, whose softmax is that of Keras."""
    chosen = {"activation": function, "kernel_initializer": initializer}
    return model(last={"kernel_initializer": initializer}, **chosen)


def no_gradient(x: Any) -> Any:
    return ops.stop_gradient(ops.relu(x))


def half_a_gradient(x: Any) -> Any:
    return ops.relu(x) / 2 + ops.stop_gradient(ops.relu(x)) / 2


def backwards(x: Any) -> Any:
    return 2 * ops.stop_gradient(ops.relu(x)) - ops.relu(x)


def through_integers(x: Any) -> Any:
    """relu in steps of a millionth: a whole number has no gradient."""
    return ops.cast(ops.round(ops.cast(ops.relu(x), "float64") * 1e6), "float32") / 1e6


def _patched_call() -> Any:
    made = model()
    layer, call = made.layers[0], made.layers[0].call
    layer.call = lambda x: ops.stop_gradient(call(x))
    return made


def _another_call() -> Any:
    call = layers.Dense.call
    return lambda self, x, training=None: ops.stop_gradient(call(self, x))


def _kernels_that_stop() -> Any:
    kernel = layers.Dense.kernel.fget
    return property(lambda self: ops.stop_gradient(kernel(self)))


PATCHES: dict[str, Callable[[], Any]] = {"call": _another_call, "kernel": _kernels_that_stop}


def _another_kernel() -> Any:
    """The layer computes with a tensor that has the values of its kernel and is not the kernel."""
    made = model()
    layer = made.layers[0]
    kernel = getattr(layer, "_kernel")  # noqa: B009
    object.__setattr__(layer, "_kernel", _Shadow(kernel))
    return made


class _Shadow:
    def __init__(self, variable: Any) -> None:
        self.variable = variable

    def __tf_tensor__(self, dtype: Any = None, name: Any = None) -> Any:
        return ops.stop_gradient(self.variable.value)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.variable, name)


def with_kernels(values: Callable[[np.ndarray], np.ndarray], units: int = 32) -> Any:
    """The wanted model, wider, with kernels that are one side of zero for most units; and the wide reference."""
    made = wide(units)
    made.set_weights([values(w) if w.ndim > 1 else w for w in made.get_weights()])
    return made


def wide(units: int = 32) -> Any:
    return sequential(
        conv(units),
        pool(),
        conv(units),
        pool(),
        layers.Flatten(),
        layers.Dense(units, activation="relu"),
        layers.Dense(3, activation="softmax"),
    )


def one_sided(kernel: np.ndarray) -> np.ndarray:
    """Below zero for all units but the first, which makes up for them: spread around zero all in all."""
    values = -np.abs(kernel)
    values[..., 0] = -values[..., 1:].sum(axis=-1)
    return np.asarray(values * (np.sqrt(np.mean(kernel**2)) / np.sqrt(np.mean(values**2))))


def _shut_but_one(made: Any) -> Any:
    for layer in made.layers[:-1]:
        if layer.get_weights():
            kernel, bias = layer.get_weights()
            layer.set_weights([kernel, np.where(np.arange(len(bias)) > 0, -50.0, 0.0)])
    return made


def _does_nothing(*_: Any, **__: Any) -> None:
    return None


class _Nothing:
    def __call__(self, *_: Any, **__: Any) -> None:
        return None


def _method(name: str, value: Any) -> Any:
    made = model()
    object.__setattr__(made, name, value)
    return made


def _calls_an_object() -> Any:
    made = model()
    layer, call = made.layers[5], made.layers[5].call
    object.__setattr__(layer, "call", partial(_stopped, call))
    return made


def _stopped(call: Callable[[Any], Any], x: Any, **_: Any) -> Any:
    return ops.stop_gradient(call(x))


def _shared_kernel() -> Any:
    """Two layers that compute with one kernel: each has one of its own besides, of which nobody asks."""
    made = sequential(
        conv(4), pool(), layers.Flatten(), *(layers.Dense(8, activation="relu") for _ in range(2))
    )
    first, second = made.layers[3:]
    getattr(second, "_tracker").unlock()  # noqa: B009
    object.__setattr__(second, "_kernel", first.kernel)
    return made


def many(x: Any) -> Any:
    """relu that lets no gradient through where many samples come at once."""
    y = ops.relu(x)
    return ops.where(ops.shape(x)[0] > 16, ops.stop_gradient(y), y)


def in_a_graph(x: Any) -> Any:
    """relu that lets no gradient through where `fit` traces it."""
    y = ops.relu(x)
    return ops.stop_gradient(y) if ops.is_tensor(x) and not hasattr(x, "numpy") else y


def of_any_number(x: Any) -> Any:
    """relu that lets no gradient through where the number of samples is open, as `fit` has it."""
    y = ops.relu(x)
    return ops.stop_gradient(y) if x.shape[0] is None else y


def of_four_channels(x: Any) -> Any:
    """relu when it is tried on an array of its own, and tanh behind the filters of this model."""
    return ops.tanh(x) if x.shape[-1] == 4 else ops.relu(x)


def _loss_of_a_layer() -> Any:
    made = model()
    layer, call = made.layers[0], made.layers[0].call

    def adding(x: Any) -> Any:
        layer.add_loss(ops.sum(ops.square(layer.kernel)))
        return call(x)

    layer.call = adding
    return made


def _one_nan() -> Any:
    made = model()
    kernel = made.layers[0].get_weights()[0]
    kernel[0, 0, 0, 2] = np.nan
    made.layers[0].kernel.assign(kernel)
    return made


def constant(value: float) -> Any:
    return keras.initializers.Constant(value)


def set_(name: str, value: Any) -> Callable[[Any], None]:
    return lambda variable: setattr(variable, name, value)


CANNOT: dict[str, tuple[str, Callable[[], Any]]] = {
    "kernels of zeros": ("constant-weights", lambda: model(kernel_initializer="zeros")),
    "kernels of ones": ("constant-weights", lambda: model(kernel_initializer="ones")),
    "kernels of a constant": ("constant-weights", lambda: model(kernel_initializer=constant(0.05))),
    "zeros inside alone": ("constant-weights", lambda: model(kernel_initializer="zeros", last={})),
    "one layer of zeros": ("constant-weights", lambda: model(conv(4, kernel_initializer="zeros"))),
    "one layer of a constant": ("constant-weights", lambda: model(conv(4, kernel_initializer=constant(0.1)))),
    "zeros and a bias below them": ("constant-weights", lambda: model(kernel_initializer="zeros", bias_initializer=constant(-1.0))),
    "zeros set later": ("constant-weights", lambda: with_weights(np.zeros_like)),
    "the same filter again and again": ("constant-weights", lambda: with_weights(lambda w: np.repeat(w[..., :1], w.shape[-1], -1))),
    "a bias that shuts the units": ("cannot-learn", lambda: model(conv(4, bias_initializer=constant(-50.0)))),
    "kernels below zero": ("cannot-learn", lambda: model(kernel_initializer=keras.initializers.RandomUniform(-0.2, -0.1))),
    "kernels mostly below zero": ("cannot-learn", lambda: model(kernel_initializer=keras.initializers.RandomUniform(-1.0, 0.01))),
    "kernels around a number below zero": ("cannot-learn", lambda: model(kernel_initializer=keras.initializers.RandomNormal(-0.5, 0.15))),
    "a kernel below zero set later": ("cannot-learn", lambda: with_weights(lambda w: w - 1.0 * (w.ndim > 1))),
    "kernels so small that nothing comes out": ("cannot-learn", lambda: model(kernel_initializer=keras.initializers.RandomNormal(stddev=1e-15))),
    "a kernel of nan": ("cannot-learn", lambda: with_weights(lambda w: np.full_like(w, np.nan))),
    "one nan in a kernel": ("cannot-learn", _one_nan),
    "an infinite kernel": ("constant-weights", lambda: with_weights(lambda w: np.full_like(w, np.inf))),
    "relu by a root": ("cannot-learn", lambda: activated(lambda x: (x + ops.sqrt(ops.square(x))) / 2)),
    "relu by a power": ("cannot-learn", lambda: activated(lambda x: x / 2 + (x * x) ** 0.5 / 2)),
    "an activation that stops": ("cannot-learn", lambda: activated(no_gradient)),
    "through whole numbers": ("cannot-learn", lambda: activated(through_integers)),
    "half a gradient": ("cannot-learn", lambda: activated(half_a_gradient)),
    "backwards": ("cannot-learn", lambda: activated(backwards)),
    "a softmax that stops": ("cannot-learn", lambda: sequential(
        conv(4), pool(), conv(6), pool(), *head()[:2], layers.Dense(3, activation=lambda x: ops.stop_gradient(ops.softmax(x)))
    )),
    "an activation that stops for many samples": ("cannot-learn", lambda: activated(many)),
    "an activation that stops in a graph": ("cannot-learn", lambda: activated(in_a_graph)),
    "an activation that stops for any number of samples": ("cannot-learn", lambda: activated(of_any_number)),
    "an activation that knows its channels": ("cannot-learn", lambda: activated(of_four_channels)),
    "a layer that calls an object": ("cannot-learn", _calls_an_object),
    "a fit of its own": ("cannot-learn", lambda: _method("fit", _does_nothing)),
    "a step of its own": ("cannot-learn", lambda: _method("train_step", MethodType(_does_nothing, 0))),
    "a step by an object": ("cannot-learn", lambda: _method("train_step", _Nothing())),
    "a step by halves": ("cannot-learn", lambda: _method("make_train_function", partial(_does_nothing, 1))),
    "variables that take the gradient": ("cannot-learn", lambda: on_weights(set_("overwrite_with_gradient", True))),
    "variables that cannot be assigned": ("cannot-learn", lambda: on_weights(set_("_direct_assign", _does_nothing))),
    "variables whose difference is lost": ("cannot-learn", lambda: on_weights(set_("assign_sub", _Nothing()))),
    "a layer whose call is another": ("cannot-learn", _patched_call),
    "a layer with another kernel": ("cannot-learn", _another_kernel),
    "a penalty on variables": ("regularized", lambda: on_weights(set_("regularizer", keras.regularizers.L2(0.01)))),
    "a faint penalty on variables": ("regularized", lambda: on_weights(set_("regularizer", lambda w: 1e-5 * ops.sum(ops.abs(w))))),
    "a constraint on variables": ("regularized", lambda: on_weights(set_("constraint", lambda w: 0 * w))),
    "a constraint that seldom acts": ("regularized", lambda: on_weights(set_("constraint", keras.constraints.MaxNorm(50.0)))),
    "a layer that adds a loss": ("regularized", _loss_of_a_layer),
}  # fmt: skip


@pytest.mark.parametrize("name", CANNOT)
def test_a_model_that_cannot_learn_is_named(name: str) -> None:
    code, write = CANNOT[name]
    found = judged(write())
    assert found, name
    assert found[0].code == f"model.{code}"
    assert found[0].aspect == "training"
    assert {"layer", "found", "wanted", "reason"} <= set(found[0].values)


ASLEEP: dict[str, Callable[[], Any]] = {
    "biases that shut all units but one": lambda: _shut_but_one(wide()),
    "kernels below zero for all units but one": lambda: with_kernels(one_sided),
    "the same, of many units": lambda: with_kernels(one_sided, 128),
    "kernels below zero for nine in ten": lambda: with_kernels(lambda w: np.concatenate([np.abs(w[..., :2]), -np.abs(w[..., 2:])], -1)),
}  # fmt: skip


@pytest.mark.parametrize("name", ASLEEP)
def test_units_that_never_wake_are_seen_though_one_learns(name: str) -> None:
    answer = ASLEEP[name]()
    reference = wide(answer.layers[0].filters)
    asked = architecture.step_question(reference, architecture.Questions(SEED))
    step = step_if_telling(answer, asked)
    rebuilt = architecture.rebuild(describe_model(answer, weights=False))
    found = architecture.unlearned(rebuilt, reference, step, asked)
    assert [one.code for one in found[:1]] == ["model.cannot-learn"]


@pytest.mark.parametrize("name", PATCHES)
def test_a_class_of_keras_that_was_changed_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    question()
    monkeypatch.setattr(layers.Dense, name, PATCHES[name]())
    answer = model()
    step = step_if_telling(answer, question())
    monkeypatch.undo()
    rebuilt = architecture.rebuild(describe_model(answer, weights=False))
    assert architecture.unlearned(rebuilt, reference(), step, question())[0].code == "model.cannot-learn"


def initialised(initializer: Any, **options: Any) -> Callable[[], Any]:
    return lambda: model(kernel_initializer=initializer, **options)


CAN: dict[str, Callable[[], Any]] = {
    "as asked": wanted,
    "nested": nested,
    "uniform": initialised("random_uniform"),
    "normal": initialised("random_normal"),
    "he": initialised("he_normal"),
    "lecun": initialised("lecun_uniform"),
    "orthogonal": lambda: model(kernel_initializer=keras.initializers.Orthogonal()),
    "small": lambda: model(kernel_initializer=keras.initializers.RandomUniform(-1e-3, 1e-3)),
    "very small": lambda: model(kernel_initializer=keras.initializers.RandomNormal(stddev=1e-5)),
    "large": lambda: model(kernel_initializer=keras.initializers.RandomNormal(stddev=1.0)),
    "very large": lambda: model(kernel_initializer=keras.initializers.RandomNormal(stddev=30.0)),
    "huge": lambda: model(kernel_initializer=keras.initializers.RandomNormal(stddev=100.0)),
    "huge, by operations": lambda: activated_all(lambda x: ops.maximum(x, 0.0), keras.initializers.RandomNormal(stddev=100.0)),
    "positive and large": lambda: activated_all(lambda x: ops.maximum(x, 0.0), keras.initializers.RandomUniform(0.0, 1.0)),
    "a little below zero": lambda: model(kernel_initializer=keras.initializers.RandomNormal(-0.01, 0.1)),
    "positive": lambda: model(kernel_initializer=keras.initializers.RandomUniform(0.0, 0.1)),
    "identity": lambda: sequential(conv(4), pool(), conv(6), pool(), layers.Flatten(), layers.Dense(8, activation="relu", kernel_initializer="identity"), layers.Dense(3, activation="softmax")),
    "biases above zero": lambda: model(bias_initializer=constant(0.1)),
    "biases of ones": lambda: model(bias_initializer="ones"),
    "biases a little below zero": lambda: model(bias_initializer=constant(-0.05)),
    "random biases": lambda: model(bias_initializer="random_normal"),
    "a head of zeros": lambda: model(last={"kernel_initializer": "zeros"}),
    "a head of ones": lambda: model(last={"kernel_initializer": "ones"}),
    "weights from elsewhere": lambda: with_weights(lambda w: w * 0.7 + 0.01),
    "a penalty of no strength": lambda: on_weights(set_("regularizer", keras.regularizers.L2(0.0))),
    "relu of their own": lambda: activated(lambda x: ops.maximum(x, 0.0)),
    "relu by a product": lambda: activated(lambda x: x * ops.cast(x > 0, x.dtype)),
    "relu by its half": lambda: activated(lambda x: (x + ops.abs(x)) / 2),
    "relu by a choice": lambda: activated(lambda x: ops.where(x > 0, x, 0.0)),
    "operations": lambda: functional(
        lambda x: keras.Sequential([pool(), conv(6), pool(), *head()])(ops.relu(conv(4, activation=None)(x)))
    ),
    "another precision": lambda: model(conv(4, dtype="float64")),
    "half precision": lambda: model(dtype="mixed_bfloat16"),
    "half precision of the other kind": lambda: model(dtype="mixed_float16"),
    "compiled to stand still": lambda: _compiled(keras.optimizers.SGD(0.0)),
    "dropout of nothing": lambda: sequential(conv(4), layers.Dropout(0.0), pool(), conv(6), pool(), *head()),
}  # fmt: skip


def _compiled(optimizer: Any) -> Any:
    made = model()
    made.compile(optimizer, "categorical_crossentropy")
    return made


@pytest.mark.parametrize("name", CAN)
def test_whatever_learns_is_right(name: str) -> None:
    assert judged(CAN[name]()) == []


@pytest.mark.parametrize("name", ["nested", "relu of their own", "a head of zeros", "large", "operations"])
def test_the_step_itself_finds_nothing_either(name: str) -> None:
    answer = CAN[name]()
    rebuilt = architecture.rebuild(describe_model(answer, weights=False))
    assert architecture.unlearned(rebuilt, reference(), try_step(answer, question()), question()) == []


def test_the_model_is_left_as_it_was() -> None:
    answer = activated(lambda x: ops.maximum(x, 0.0))
    dropped = sequential(conv(4), pool(), layers.Dropout(0.3), conv(6), pool(), *head())
    for one in (answer, dropped):
        before = one.get_weights()
        assert try_step(one, question())["raised"] == ""
        assert all(map(np.array_equal, before, one.get_weights()))
    assert dropped.layers[2].rate == 0.3


@pytest.mark.parametrize(
    "kernels", ["glorot_uniform", "he_normal", "lecun_uniform", "random_uniform", "orthogonal"]
)
@pytest.mark.parametrize("shape", [(2, 2, 1, 32), (3, 3, 1, 32), (3, 3, 32, 64), (784, 512), (100, 10)])
def test_kernels_as_keras_draws_them_are_ordinary(kernels: str, shape: tuple[int, ...]) -> None:
    drawn = [np.asarray(keras.initializers.get(kernels)(shape)) for _ in range(20)]
    assert sum(map(is_usual_kernel, drawn)) >= 18, "every doubt costs a step"


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
def test_a_kernel_is_usual_whatever_its_precision(dtype: str) -> None:
    drawn = keras.initializers.GlorotUniform(7)((784, 100))
    assert is_usual_kernel(np.asarray(ops.cast(drawn, dtype)))


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("number", [np.nan, np.inf, 6e4, -6e4])
@pytest.mark.parametrize("place", [(0, 0), (500, 99), (slice(None), 3), (7, slice(None))])
def test_a_kernel_with_a_number_of_another_size_is_not_usual(dtype: str, number: float, place: Any) -> None:
    kernel = np.array(keras.initializers.GlorotUniform(7)((784, 100))).astype(dtype)
    kernel[place] = number
    assert not is_usual_kernel(kernel)


@pytest.mark.parametrize("factor", [0.0, 1e-30, 1e-3, 1e3, 1e30])
def test_a_kernel_too_small_or_too_large_is_not_usual(factor: float) -> None:
    assert not is_usual_kernel(np.array(keras.initializers.GlorotUniform(7)((784, 100))) * np.float32(factor))


def test_a_kernel_that_looks_to_one_side_is_not_usual() -> None:
    kernel = np.array(keras.initializers.GlorotUniform(7)((784, 100)))
    for unlike in (abs(kernel), kernel - 0.05, np.where(np.arange(100) < 90, -abs(kernel), kernel)):
        assert not is_usual_kernel(unlike.astype(np.float32))


def test_a_kernel_of_two_layers_is_not_ordinary() -> None:
    assert not is_ordinary(_shared_kernel())


def test_what_is_ordinary_costs_no_step() -> None:
    assert is_ordinary(wanted())
    assert is_ordinary(nested())
    assert is_ordinary(_compiled("adam"))
    assert not is_ordinary(CAN["operations"]())
    assert not is_ordinary(model(bias_initializer="ones"))


def lies() -> Iterator[Any]:
    honest = try_step(activated(lambda x: ops.maximum(x, 0.0)), question())
    yield from (None, "ordinary", 7, [], {}, {"ordinary": 1}, {"ordinary": "yes"}, {"raised": ""})
    yield {"raised": "\x1b[2J" * 500}
    yield {"raised": ["a"] * 9}
    for key, value in [
        ("moved", honest["moved"][:-1]), ("moved", "abc"), ("moved", [None] * len(honest["moved"])),
        ("moved", [m.astype("float64") for m in honest["moved"]]), ("moved", [m[:1] for m in honest["moved"]]),
        ("moved", [np.full_like(m, np.nan) for m in honest["moved"]]), ("moved", [np.full_like(m, np.inf) for m in honest["moved"]]),
        ("alike", [0] * len(honest["alike"])), ("alike", {}), ("attached", [7] * 8), ("attached", ["<b>"] * 3),
        ("gradient", [None] * 8), ("gradient", [1] * 8), ("penalty", float("nan")), ("penalty", "0"), ("penalty", 10**400),
    ]:  # fmt: skip
        yield {**honest, key: value}


def test_a_lie_is_a_failure_and_never_an_error() -> None:
    rebuilt = architecture.rebuild(describe_model(wanted(), weights=False))
    for lie in lies():
        found = architecture.unlearned(rebuilt, reference(), lie, question())
        assert found, lie
        assert all(one.values["reason"].isprintable() for one in found)
