"""Answers that crash, run in this process with arguments of the kind that checks give."""

from __future__ import annotations

import dataclasses
import pathlib
import tomllib
from collections.abc import Callable
from typing import Any

import numpy as np

from tfkata.candidate.serve import LearnerModule
from tfkata.wire import messages, replies
from tfkata.wire.replies import Raised

FOLDER = pathlib.Path(__file__).with_name("crashing")
Calls = list[tuple[str, list[Any]]]


@dataclasses.dataclass(frozen=True)
class Answer:
    """One answer: the exercise, what a good tutor would say, and the code of its explanation (none: no code)."""

    name: str
    exercise: str
    tutor: str
    code: str
    explained: str | None


def answers() -> list[Answer]:
    """Every answer of the folder, named by its file and its place there."""
    return [
        Answer(
            f"{file.stem}{place}-{one['exercise']}",
            one["exercise"],
            one["tutor"],
            one["code"],
            one.get("explained"),
        )
        for file in sorted(FOLDER.glob("*.toml"))
        for place, one in enumerate(tomllib.loads(file.read_text("utf-8"))["answer"], start=1)
    ]


def crash(answer: Answer, folder: pathlib.Path) -> Raised | None:
    """What the answer raises when it is loaded, or in the first of its calls that raises."""
    module = LearnerModule()
    name = f"answer_{answer.name.replace('-', '_')}"
    load = messages.Load(id="load", name=name, filename=f"{answer.exercise}.py", source=answer.code, seed=0)
    found = replies.read_reply(module.answer(messages.encode(load))).content
    for function, arguments in _CALLS[answer.exercise](folder):
        if isinstance(found, Raised):
            return found
        call = messages.Call(id=function, function=function, arguments=arguments)
        found = replies.read_reply(module.answer(messages.encode(call))).content
    return found if isinstance(found, Raised) else None


def _images(*more: int) -> np.ndarray[Any, Any]:
    return np.random.default_rng(0).integers(0, 256, size=(40, 28, 28, *more), dtype=np.uint8)


_LABELS = np.repeat(np.arange(10), 4)
_UNEVEN = np.array([3] * 10 + [7] * 20 + [8] * 10)
_PIXELS = (_images(1) / 255).astype(np.float32)
_ROWS = np.array([[0.1, 0.7, 0.2], [0.5, 0.25, 0.25], [0.2, 0.2, 0.6], [0.3, 0.3, 0.4]])
_LOSSES = {"loss": [0.9, 0.5, 0.4], "val_loss": [0.8, 0.6, 0.7]}


def _model(*, compiled: bool) -> Any:
    import keras

    from tfkata.checks import kit

    model = keras.Sequential(
        [keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")]
    )
    if compiled:
        model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return kit.model_argument(model)


def _trained(path: str, *more: Any) -> list[Any]:
    return [_model(compiled=True), (_PIXELS, _LABELS), (_PIXELS[:7], _LABELS[:7]), *more, path]


def _steps(_: pathlib.Path) -> Calls:
    w, g, m = np.array([1.0, -2.0]), np.array([0.5, 0.5]), np.zeros(2)
    return [
        ("sgd_step", [w, g, 0.1]),
        ("momentum_step", [w, g, m, 0.1, 0.9]),
        ("rmsprop_step", [w, g, m, 0.1, 0.9, 1e-7]),
        ("adam_step", [w, g, m, m, 1, 0.1, 0.9, 0.999, 1e-7]),
    ]


def _costs(_: pathlib.Path) -> Calls:
    return [
        ("softmax", [np.log(_ROWS)]),
        ("categorical_crossentropy", [np.eye(3)[[1, 0, 2, 2]], _ROWS]),
        ("sparse_categorical_crossentropy", [np.array([1, 0, 2, 2]), _ROWS]),
        ("binary_crossentropy", [np.array([1, 0]), np.array([0.9, 0.4])]),
    ]


_CALLS: dict[str, Callable[[pathlib.Path], Calls]] = {
    "e01": lambda _: [("normalize", [_images()])],
    "e02": lambda _: [("add_channel", [_images()]), ("as_batch", [_images()[0]])],
    "e03": lambda _: [("one_hot", [np.array([2, 0]), 4]), ("decode", [_ROWS])],
    "e04": lambda _: [("split", [_images(), _UNEVEN])],
    "e05": lambda _: [("make_dataset", [_images(), _LABELS, 8, True])],
    "e06": lambda _: [("build_model", [])],
    "e07": lambda _: [("build_model", [])],
    "e08": lambda _: [("build_base", []), ("build_model", [])],
    "e09": lambda _: [("build_model", [])],
    "e10": lambda _: [("build_model", [])],
    "e11": lambda _: [("conv2d_shape", [28, 28, 3]), ("pool_shape", [28, 28]), ("dense_params", [784, 10])],
    "e12": _costs,
    "e13": lambda _: [("output_head", [5, "one_hot"]), ("decide", [np.array([[0.2], [0.9]])])],
    "e14": lambda _: [("compile_classifier", [_model(compiled=False), "integer"])],
    "e15": _steps,
    "e16": lambda _: [("train", [_model(compiled=False), _images(), _LABELS, 1, 16])],
    "e17": lambda folder: [("train_with_checkpoint", _trained(str(folder / "best.weights.h5"), 1))],
    "e18": lambda folder: [
        ("train_until_best", _trained(str(folder / "best.keras"), 2, 1)),
        ("best_epoch", [_LOSSES]),
    ],
    "e19": lambda _: [
        ("evaluate", [_model(compiled=True), _PIXELS, _LABELS]),
        ("predict_one", [_model(compiled=True), _PIXELS[0]]),
    ],
    "e20": lambda _: [("plot_history", [_LOSSES]), ("plot_prediction", [_images()[0], np.full(10, 0.1)])],
    "e21": lambda _: [
        ("standardize", [np.array([[1.0, 7.0], [3.0, 7.0]]), np.array([[4.0, 7.0]])]),
        (
            "train_binary",
            [np.zeros((8, 3)), np.array([0, 1] * 4), np.zeros((5, 3)), np.array([0, 1, 0, 1, 0])],
        ),
    ],
    "e22": lambda folder: [("solve", [_images(), _LABELS, str(folder)])],
    "e23": lambda _: [("binary_metrics", [np.array([1, 1, 0]), np.array([0.9, 0.4, 0.6])])],
}
