"""Real marking: a saved file is read behind walls, evaluated by the examiner, and gets the score that it deserves.

Models are made without training: a linear one is fitted by least squares, and others are spoilt.
"""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from tfkata.curriculum.d_exam import scoring, series, variant
from tfkata.curriculum.d_exam.task import Task
from tfkata.data.categories import series as data
from tfkata.exam import marking
from tfkata.exam.marking import Mark
from tfkata.exam.sitting import Marking
from tfkata.running.runner import Runner
from tfkata.settings import Settings

Mark_ = Callable[..., Mark]


@cache
def of_variant(name: str) -> str:
    """The id of some task of this variant."""
    family = name.partition("/")[0]
    return next(one for n in range(99) if variant.task(one := f"{family}:{n}").variant == name)


WEEK = of_variant("week/seven")
MONTHS = of_variant("months/twelve")
SIX = of_variant("clothes/six")
MAIL = of_variant("counts/500")


@pytest.fixture
def marked(marks: Marking, tmp_path: Path) -> Mark_:
    """`marked(task_id, model or bytes)` saves and marks it."""

    def run(task_id: str, model: Any) -> Mark:
        file = tmp_path / "kept.keras"
        if isinstance(model, bytes):
            file.write_bytes(model)
        else:
            model.save(file)
        return marks(task_id, file, hashlib.sha256(file.read_bytes()).hexdigest(), "task1.keras")

    return run


@cache
def regression(task_id: str = MONTHS) -> tuple[np.ndarray, np.ndarray]:
    """The weights of a linear forecast: (window, outputs) and (outputs,)."""
    task = variant.task(task_id)
    source, _, horizon, outputs = series.DRAWN[task.variant]
    inputs, wanted = series.cut(data.load(source, "train"), task.values["window"], horizon, outputs)
    rows = np.column_stack([inputs[:, :, 0], np.ones(len(inputs))])
    found = np.linalg.lstsq(rows.astype(np.float64), wanted, rcond=None)[0]
    return found[:-1].astype(np.float32), found[-1].astype(np.float32)


def linear(window: int, kernel: np.ndarray, bias: np.ndarray) -> Any:
    import keras

    model = keras.Sequential(
        [keras.Input((window, 1)), keras.layers.Flatten(), keras.layers.Dense(len(bias))]
    )
    model.layers[-1].set_weights([kernel, bias])
    return model


def forecast() -> Any:
    kernel, bias = regression()
    return linear(len(kernel), kernel, bias)


def spoilt(task_id: str, change: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]) -> Any:
    kernel, bias = change(*(part.copy() for part in regression(task_id)))
    return linear(len(kernel), kernel, bias)


def last_value(kernel: np.ndarray, bias: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    kernel[:] = 0
    kernel[-1] = 1
    return kernel, 0 * bias


def last_week(kernel: np.ndarray, bias: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    kernel[:] = 0
    kernel[-7:] = np.eye(7)
    return kernel, 0 * bias


def test_a_model_gets_the_score_of_its_figure(marked: Mark_) -> None:
    task = variant.task(MONTHS)
    found = marked(MONTHS, forecast())
    inputs, right = task.held_out()
    kernel, bias = regression()
    own = scoring.figure(task, (inputs[:, :, 0] @ kernel + bias).astype(np.float64), right)
    assert found.figure == pytest.approx(own.value, rel=1e-3)
    assert found.samples == len(right)
    assert found.score == scoring.scale(task.variant, higher=False).score(found.figure) >= 4


@pytest.mark.parametrize(
    ("task_id", "change", "code"),
    [
        (MONTHS, lambda kernel, bias: (0 * kernel, 0 * bias + 50), "exam.constant"),
        (MONTHS, last_value, "exam.last-value"),
        (WEEK, last_week, "exam.last-week"),
        (MONTHS, lambda kernel, bias: (kernel / 40, (bias - 50) / 40), "exam.other-scale"),
        (MONTHS, lambda kernel, bias: (40 * kernel, 50 * kernel.sum(axis=0) + bias), "exam.other-scale"),
    ],
)
def test_a_slip_in_a_forecast_is_named(task_id: str, change: Any, code: str, marked: Mark_) -> None:
    found = marked(task_id, spoilt(task_id, change))
    assert found.code == code
    assert found.message
    assert found.hint
    assert found.score == 1


@cache
def clothes() -> tuple[np.ndarray, np.ndarray]:
    """The weights of a linear classifier of six kinds, for pixels from 0 to 1."""
    from tfkata.curriculum.d_exam import images

    source, groups = images.DRAWN["clothes/six"]
    pixels, labels = images.chosen(source, "train", groups)
    rows = np.column_stack([pixels.reshape(-1, 784) / 255, np.ones(len(pixels))])
    found = np.linalg.lstsq(rows, np.eye(6)[labels], rcond=0.003)[0]
    return found[:-1].astype(np.float32), found[-1].astype(np.float32)


def classifier(*, scale: float = 1.0, outputs: int = 6, shift: int = 0, activation: str = "softmax") -> Any:
    import keras

    task = variant.task(SIX)
    kernel, bias = clothes()
    white = float(task.held_out()[0].max())
    model = keras.Sequential(
        [
            keras.Input(task.inputs),
            keras.layers.Rescaling(scale / white),
            keras.layers.Flatten(),
            keras.layers.Dense(outputs, activation),
        ]
    )
    kernel, bias = np.roll(kernel, shift, axis=1), np.roll(bias, shift)
    model.layers[-1].set_weights([kernel[:, :outputs], bias[:outputs]])
    return model


def test_classes_are_counted_and_a_right_model_passes(marked: Mark_) -> None:
    found = marked(SIX, classifier())
    assert found.score >= 3
    assert found.figure is not None
    assert found.figure * found.samples == pytest.approx(round(found.figure * found.samples))


@pytest.mark.parametrize(
    ("options", "code", "score"),
    [
        ({"scale": 1 / 255}, "exam.scaled-inputs", 1),
        ({"shift": 1}, "exam.shifted-labels", 1),
        ({"outputs": 5}, "exam.output-shape", 0),
        ({"outputs": 1, "activation": "sigmoid"}, "exam.output-shape", 0),
    ],
)
def test_a_slip_in_a_classifier_is_named(options: Any, code: str, score: int, marked: Mark_) -> None:
    found = marked(SIX, classifier(**options))
    assert (found.code, found.score) == (code, score)


def two_classes(kernel: np.ndarray, bias: float, activation: str | None) -> Any:
    import keras

    model = keras.Sequential([keras.Input((500,)), keras.layers.Dense(1, activation)])
    model.layers[-1].set_weights([kernel[:, None].astype(np.float32), np.array([bias], np.float32)])
    return model


@cache
def spam_weights() -> tuple[np.ndarray, float]:
    """For counts of words: above 0 means spam."""
    task = variant.task(MAIL)
    inputs, right = task.held_out()
    found = np.linalg.lstsq(np.column_stack([inputs, np.ones(len(inputs))]), 2.0 * right - 1, rcond=0.01)[0]
    return found[:-1], float(found[-1])


@pytest.mark.parametrize(
    ("sign", "activation", "code"),
    [
        (1, None, "exam.logits"),
        (-1, "sigmoid", "exam.swapped-classes"),
        (1, "softmax", "exam.softmax-of-one"),
    ],
)
def test_a_slip_between_two_classes_is_named(
    sign: int, activation: str | None, code: str, marked: Mark_
) -> None:
    kernel, bias = spam_weights()
    size = 0.3 if activation is None else 20
    assert marked(MAIL, two_classes(sign * size * kernel, sign * size * bias, activation)).code == code


def test_two_classes_told_rightly(marked: Mark_) -> None:
    kernel, bias = spam_weights()
    assert marked(MAIL, two_classes(20 * kernel, 20 * bias, "sigmoid")).score == 5


# --- what is no model, or not one that can be judged: score 0, the reason, and marking goes on


def a_lambda() -> Any:
    import keras

    return keras.Sequential([keras.Input((60, 1)), keras.layers.Lambda(lambda x: x[:, -12:, 0])])


def a_class_of_ones_own() -> Any:
    import keras

    class Mine(keras.layers.Layer):  # type: ignore[misc]
        def call(self, x: Any) -> Any:
            return x[:, -12:, 0]

    return keras.Sequential([keras.Input((60, 1)), Mine()])


def two_inputs() -> Any:
    import keras

    one, other = keras.Input((28, 1)), keras.Input((28, 1))
    return keras.Model([one, other], keras.layers.Add()([one, other]))


def not_a_number() -> Any:
    kernel, bias = regression()
    model = linear(len(kernel), kernel, bias)
    model.layers[-1].set_weights([kernel * np.nan, bias])
    return model


def another_window() -> Any:
    return linear(10, np.zeros((10, 12), np.float32), np.zeros(12, np.float32))


def saved(model: Any, folder: Path) -> bytes:
    model.save(folder / "whole.keras")
    return (folder / "whole.keras").read_bytes()


def rewritten(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A saved model with another content of its archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return target.getvalue()


def a_bomb(files: dict[str, bytes]) -> None:
    files["config.json"] = b" " * (1 << 30)


def weights_of_somewhere_else(files: dict[str, bytes]) -> None:
    target = io.BytesIO()
    with h5py.File(target, "w") as file:
        file["layers"] = h5py.ExternalLink("/etc/passwd", "/")
    files["model.weights.h5"] = target.getvalue()


def weights_of_a_huge_shape(files: dict[str, bytes]) -> None:
    target = io.BytesIO()
    with h5py.File(target, "w") as file:
        group = file.create_group("layers/dense/vars")
        group.create_dataset("0", shape=(1 << 20, 1 << 20), chunks=(1, 1 << 10), dtype="f4", fillvalue=1)
    files["model.weights.h5"] = target.getvalue()


def code_in_the_config(files: dict[str, bytes]) -> None:
    files["config.json"] = (
        files["config.json"].replace(b'"Dense"', b'"system"').replace(b"keras.layers", b"os")
    )


def half_of_the_weights(files: dict[str, bytes]) -> None:
    files["model.weights.h5"] = files["model.weights.h5"][:300]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (a_lambda, "exam.lambda"),
        (a_class_of_ones_own, "exam.own-class"),
        (two_inputs, "exam.several"),
        (not_a_number, "model.weights-not-finite"),
        (another_window, "exam.input-shape"),
    ],
)
def test_a_model_that_cannot_be_judged_scores_nothing_and_is_told_why(
    make: Any, code: str, marked: Mark_
) -> None:
    found = marked(MONTHS, make())
    assert (found.score, found.figure, found.code) == (0, None, code)
    assert "task1.keras" in found.message or code.startswith(("model.", "exam.input"))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"model = keras.Sequential()", b"\x89HDF\r\n\x1a\n" + b"\0" * 64]
)
def test_what_is_no_model_scores_nothing(content: bytes, marked: Mark_) -> None:
    found = marked(MONTHS, content)
    assert (found.score, found.code) == (0, "exam.unreadable")


@pytest.mark.parametrize(
    "change",
    [a_bomb, weights_of_somewhere_else, weights_of_a_huge_shape, code_in_the_config, half_of_the_weights],
)
def test_a_hostile_file_scores_nothing_and_marking_goes_on(
    change: Any, marked: Mark_, tmp_path: Path
) -> None:
    hostile = rewritten(saved(forecast(), tmp_path), change)
    found = marked(MONTHS, hostile)
    assert (found.score, found.figure) == (0, None)
    assert found.message
    assert marked(MONTHS, forecast()).score >= 3


@pytest.mark.slow
def test_the_same_file_has_the_same_figure_at_any_number_of_threads(tmp_path: Path) -> None:
    figures = set()
    for threads in (0, 1, 2):
        with Runner(Settings(threads=threads, patience=3.0)) as runner:
            file = tmp_path / "kept.keras"
            classifier().save(file)
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            figures.add(marking.mark(runner, SIX, file, digest, "task1.keras").figure)
    assert len(figures) == 1


def test_every_family_has_a_reference_and_a_solution_is_put_in() -> None:
    from tests.exam.references import reference, solved
    from tfkata.exam import statement

    for name, family in variant.FAMILIES.items():
        task: Task = family.make(family.variants[0], random.Random(1))
        text = solved(statement.module_of(task, "", 1), reference(task))
        assert "NotImplementedError(" not in text, name
        compile(text, "task1.py", "exec")
