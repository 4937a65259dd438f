"""Answers to the exam's tasks that are known to be wrong, as bodies of `solution_model()`: what somebody would write who slips.

Most are the reference solution with one line changed. Each says to which tasks it can be given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Template

from tests.exam.references import reference
from tfkata.curriculum.d_exam import series
from tfkata.curriculum.d_exam.task import Task, most_common

_FIT = re.compile(r"^model\.fit\(.*\)\n", re.M)
CONSTANT = """
model = keras.Sequential([
    keras.Input($inputs),
    keras.layers.Flatten(),
    keras.layers.Dense($outputs, kernel_initializer="zeros"),
])
model.layers[-1].bias.assign(np.array($bias, "float32"))
return model
"""
EARLIER = """
model = keras.Sequential([
    keras.Input(($window, 1)),
    keras.layers.Flatten(),
    keras.layers.Dense($outputs, use_bias=False, kernel_initializer="zeros"),
])
kernel = np.zeros(($window, $outputs), "float32")
kernel[$rows, range($outputs)] = 1
model.layers[-1].set_weights([kernel])
return model
"""


def answers(task: Task) -> Iterator[tuple[str, str]]:
    """The name of each wrong answer that this task can be given, and its text. The first is `trivial`."""
    right = reference(task)
    yield "trivial", Template(CONSTANT).substitute(inputs=task.inputs, outputs=task.outputs, bias=_bias(task))
    yield "untrained", _FIT.sub("", right)
    if task.noun == "windows":
        yield from _of_series(task)
    if task.unit in ("images", "pictures"):
        yield "scaled twice", _scaled_twice(right)
    if task.kind == "numbers":
        yield "scaled outside of the model", _without_last_scaling(right)
        yield "loss for yes or no", right.replace('"mae")', '"binary_crossentropy")')
    elif task.kind == "classes":
        yield "sigmoid for classes", right.replace('"softmax"', '"sigmoid"')
        yield "mean squared error", _squared(right, task.outputs)
    else:
        yield "softmax of one", right.replace('"sigmoid"', '"softmax"')
        yield "logits", _logits(right)


def _bias(task: Task) -> list[float]:
    """What the best answer gives that has learned nothing; of classes, the most common one."""
    if task.kind == "numbers":
        constant = task.simple["the same number for all"](task.held_out()[0][:1])
        return [round(float(value), 4) for value in constant[0]]
    common = most_common(task.held_out()[1])
    return [float(common)] if task.outputs == 1 else [float(label == common) for label in range(task.outputs)]


def _of_series(task: Task) -> Iterator[tuple[str, str]]:
    window, outputs = int(task.values["window"]), task.outputs
    filled = {"window": window, "outputs": outputs}
    yield "the last value", Template(EARLIER).substitute(**filled, rows=[window - 1] * outputs)
    if task.unit == "births":
        ahead = [int(task.values["horizon"]) + step for step in range(outputs)]
        rows = [window + one - series.WEEK * -(-one // series.WEEK) - 1 for one in ahead]
        yield "the value of a week before", Template(EARLIER).substitute(**filled, rows=rows)


def _scaled_twice(right: str) -> str:
    """Trained on pixels that were divided before the model divides them again."""
    divided = right.replace("model.fit(images,", "model.fit(images / 255.0,")
    return divided.replace("model.fit(pictures,", "model.fit(pictures.map(lambda x, y: (x / 255.0, y)),")


def _without_last_scaling(right: str) -> str:
    """The targets are scaled before training, and the answers stay so."""
    lines = [
        line
        for line in right.splitlines()
        if not line.strip().startswith("keras.layers.Rescaling(float(targets")
    ]
    text = "\n".join(lines).replace("    keras.layers.Rescaling(deviation, mean),\n", "")
    return text.replace(
        "model.fit(inputs, targets,", "model.fit(inputs, (targets - targets.mean()) / targets.std(),"
    )


def _squared(right: str, outputs: int) -> str:
    """The loss of numbers for labels that are whole numbers: one output after the other is drawn to the label."""
    return re.sub(r"^loss = .*$", 'loss = "mse"', right, flags=re.M)


def _logits(right: str) -> str:
    """Without the last activation, and with a loss that knows: 0.5 is no longer the middle."""
    text = right.replace(', "sigmoid")', ")")
    text = re.sub(
        r"^loss = .*$", "loss = keras.losses.BinaryCrossentropy(from_logits=True)", text, flags=re.M
    )
    return text.replace(
        '"binary_crossentropy", metrics', "keras.losses.BinaryCrossentropy(from_logits=True), metrics"
    )
