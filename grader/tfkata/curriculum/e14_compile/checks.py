"""e14_compile: optimizer, loss and accuracy of a compiled model, told by what they do on the examiner's arrays.

The loss is asked about detached outputs, so that Keras cannot help itself to the logits behind a softmax; the
metrics about the model's own outputs, with labels for which the accuracy is known (`tfkata.candidate.probes`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, Described, check, fail

BINARY, CATEGORICAL, SPARSE = "BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy"
FEATURES, SAMPLES, BATCHES = 6, 40, 6
HIDDEN = {"softmax": 1, "linear": 2, "sigmoid": 1}
LEAST_SHARE = 1e-3
"""Of the cross-entropy in a loss; a loss that is 0 but for rounding is a multiple of anything."""


@dataclass(frozen=True)
class Task:
    """A model to compile, the labels that will come, and what to ask about the result."""

    model: Any
    labels: str
    activation: str
    x: np.ndarray
    outputs: np.ndarray
    y: np.ndarray
    detached: list[tuple[np.ndarray, np.ndarray]]

    @property
    def units(self) -> int:
        return int(self.outputs.shape[1])

    @property
    def right_loss(self) -> str:
        if self.units == 1:
            return BINARY
        return SPARSE if self.labels == "integer" else CATEGORICAL

    @property
    def values(self) -> dict[str, Any]:
        """What the texts need to know about the head."""
        return {"units": self.units, "activation": self.activation, "labels": f'"{self.labels}"'}


# --- the checks


@check("compiled")
def compiled(candidate: Candidate) -> None:
    for activation, units in (("softmax", 4), ("linear", 4)):
        task, described, _ = asked(candidate, activation, units, "integer")
        returned = kit.rebuild(described)
        same_shape = (returned.input_shape, returned.output_shape) == (
            task.model.input_shape,
            task.model.output_shape,
        )
        same = same_shape and np.allclose(np.asarray(returned(task.x)), task.outputs, atol=1e-5)
        if not same or len(returned.trainable_weights) != len(task.model.trainable_weights):
            fail("compile.changed-model", **task.values)


@check("adam")
def adam(candidate: Candidate) -> None:
    _, _, probe = asked(candidate, "softmax", 4, "integer")
    optimizer = str(probe.get("optimizer"))
    if optimizer != "Adam":
        fail("compile.wrong-optimizer", returned=optimizer, expected="Adam", optimizer=optimizer)


@check("softmax-integer")
def softmax_integer(candidate: Candidate) -> None:
    judge_loss(*asked(candidate, "softmax", 4, "integer"))


@check("softmax-one-hot")
def softmax_one_hot(candidate: Candidate) -> None:
    judge_loss(*asked(candidate, "softmax", 4, "one_hot"))


@check("linear-integer")
def linear_integer(candidate: Candidate) -> None:
    judge_loss(*asked(candidate, "linear", 4, "integer"))


@check("linear-one-hot")
def linear_one_hot(candidate: Candidate) -> None:
    judge_loss(*asked(candidate, "linear", 4, "one_hot"))


@check("sigmoid")
def sigmoid(candidate: Candidate) -> None:
    judge_loss(*asked(candidate, "sigmoid", 1, "integer"))


@check("accuracy")
def accuracy(candidate: Candidate) -> None:
    for activation in ("softmax", "linear"):
        for labels in ("one_hot", "integer"):
            judge_accuracy(*asked(candidate, activation, 4, labels))


@check("accuracy-sigmoid")
def accuracy_sigmoid(candidate: Candidate) -> None:
    judge_accuracy(*asked(candidate, "sigmoid", 1, "integer"))


# --- asking


Asked = tuple[Task, Described, dict[str, Any]]


def asked(candidate: Candidate, activation: str, units: int, labels: str) -> Asked:
    """The task, the model that came back compiled for it, and what the probe found out."""
    key = f"{activation} {units} {labels}"
    task: Task = candidate.once(f"task {key}", lambda: make_task(candidate.seed, activation, units, labels))
    probe = {"x": task.x, "y": task.y, "detached": task.detached}
    answer = candidate.once(
        key,
        lambda: candidate.call(
            "compile_classifier",
            kit.model_argument(task.model),
            labels,
            options={"probe_compiled": probe, "weights": True},
        ),
    )
    if answer is None:
        fail("compile.returned-none", returned=None)
    if not isinstance(answer, Described) or answer.kind != "model":
        fail(None, message="expected the model that was given, compiled", returned=answer)
    found = answer.data.get("probe")
    if not isinstance(found, dict) or not found.get("compiled"):
        fail("compile.not-compiled")
    return task, answer, found


def make_task(seed: int, activation: str, units: int, labels: str) -> Task:
    """Labels agree with the outputs for more than half of the 40 samples, for how many changes with task and seed.

    The head is the last layer, and not always the second: how many there are before it changes with the head. Of a
    single unit, data are drawn until another threshold, or a table of n by n, would give another number.
    """
    drawn = (_draw(seed, activation, units, labels, attempt) for attempt in range(1000))
    return next(task for task in drawn if units > 1 or _tells_metrics_apart(task))


def _draw(seed: int, activation: str, units: int, labels: str, attempt: int) -> Task:
    import keras

    random = np.random.default_rng([seed, units, len(activation), len(labels), attempt])
    hidden = [keras.layers.Dense(8, activation="relu") for _ in range(HIDDEN[activation])]
    head = keras.layers.Dense(units, activation=activation)
    model = keras.Sequential([keras.Input((FEATURES,)), *hidden, head])
    model.set_weights([random.normal(size=w.shape) for w in model.get_weights()])
    x = random.normal(size=(SAMPLES, FEATURES)).astype(np.float32)
    outputs = np.asarray(model(x))
    classes = max(units, 2)
    hits = random.integers(SAMPLES // 2 + 2, SAMPLES - 4)
    ids = np.where(np.arange(SAMPLES) < hits, decided(outputs), (decided(outputs) + 1) % classes)
    batches = []
    for _ in range(BATCHES):
        logits = random.normal(scale=2, size=(5, units)).astype(np.float32)
        batches.append((form(random.integers(0, classes, 5), units, labels), activated(logits, activation)))
    return Task(model, labels, activation, x, outputs, form(ids, units, labels), batches)


def _tells_metrics_apart(task: Task) -> bool:
    right = np.mean(decided(task.outputs) == task.y)
    others = [
        np.mean((task.outputs[:, 0] > threshold) == task.y) for threshold in (0.0, 0.1, 0.25, 0.75, 0.9, 1.0)
    ]
    others.append(np.mean((task.outputs > 0.5) == task.y))
    return bool(np.all(np.abs(np.array(others) - right) > 0.01))


def form(ids: np.ndarray, units: int, labels: str) -> np.ndarray:
    return np.eye(units, dtype=np.float32)[ids] if labels == "one_hot" else ids


def decided(outputs: np.ndarray) -> np.ndarray:
    return (outputs[:, 0] > 0.5).astype(np.int64) if outputs.shape[1] == 1 else outputs.argmax(axis=1)


def activated(logits: np.ndarray, activation: str) -> np.ndarray:
    if activation == "softmax":
        return np.asarray(np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True))
    return np.asarray(1 / (1 + np.exp(-logits))) if activation == "sigmoid" else logits


# --- the loss


def judge_loss(task: Task, _: Described, probe: dict[str, Any]) -> None:
    losses = as_numbers(probe.get("losses"))
    if is_cross_entropy(losses, task):
        return
    name = str(probe.get("loss", ""))
    if not name:
        fail("compile.no-loss", **task.values)
    weights = _texts(probe.get("loss_weights"))
    if any("accuracy" in weight.lower() for weight in weights):
        fail("compile.metrics-as-loss-weights", **task.values)
    if weights and np.all(losses == 0):
        message = "with these loss_weights every loss is 0, and there is nothing left to get better at"
        fail(None, message=message, returned="0", expected="the cross-entropy")
    kind = nearest_loss(losses, name, task)
    if kind == task.right_loss and np.isnan(losses).all():
        fail(None, message=f"with the loss {name}, training raised {probe.get('loss_raised')}")
    code = "compile.loss-label-mismatch" if kind else "compile.wrong-loss"
    fail("compile.logits-mismatch" if kind == task.right_loss else code, loss=name, **task.values)


def as_numbers(values: Any) -> np.ndarray:
    """The losses of the detached batches; nan where the loss raised."""
    listed = values if isinstance(values, list) and len(values) == BATCHES else [None] * BATCHES
    return np.array([value if isinstance(value, float) else np.nan for value in listed])


def is_cross_entropy(losses: np.ndarray, task: Task) -> bool:
    """Whether the losses are the cross-entropy, perhaps added up instead of averaged, or of smoothed labels.

    Smoothing mixes in the cross-entropy of labels that are the same for all classes.
    """
    mixture = np.array([entropies(y, outputs, task) for y, outputs in task.detached])
    if not np.isfinite(losses).all():
        return False
    weights = np.linalg.lstsq(mixture, losses, rcond=None)[0]
    close = np.allclose(mixture @ weights, losses, rtol=1e-4)
    return bool(close and weights[0] > LEAST_SHARE and -1e-3 < weights[1] / weights[0] < 1)


def entropies(y: np.ndarray, outputs: np.ndarray, task: Task) -> tuple[float, float]:
    """Mean cross-entropy of the true labels, and of labels that say nothing."""
    p = np.asarray(outputs, np.float64)
    if task.activation == "linear":
        p = activated(p, "softmax")
    if task.units == 1:
        p, y = np.hstack([1 - p, p]), np.eye(2)[y]
    elif task.labels == "integer":
        y = np.eye(task.units)[y]
    return float(-(y * np.log(p)).sum(axis=1).mean()), float(-np.log(p).mean())


def nearest_loss(losses: np.ndarray, name: str, task: Task) -> str | None:
    """The kind of cross-entropy this loss is: by its numbers, or by its name where it cannot take these labels."""
    import keras

    for kind in (SPARSE, CATEGORICAL, BINARY):
        for from_logits in (False, True):
            loss = getattr(keras.losses, kind)(from_logits=from_logits)
            if np.allclose([attempt(loss, *pair) for pair in task.detached], losses, rtol=1e-4):
                return kind
    short = name.lower().replace("_", "")
    return next(
        (kind for kind in (SPARSE, CATEGORICAL, BINARY) if kind.lower() in short or short == "bce"), None
    )


def attempt(loss: Any, y: np.ndarray, outputs: np.ndarray) -> float:
    try:
        return float(loss(y, outputs))
    except Exception:  # noqa: BLE001  (labels of the wrong form raise whatever TensorFlow raises)
        return float("nan")


# --- the accuracy


def judge_accuracy(task: Task, _: Described, probe: dict[str, Any]) -> None:
    metrics = probe.get("metrics")
    names = _texts(probe.get("asked"))
    right = float(np.mean(decided(task.outputs) == as_ids(task.y)))
    values: dict[str, Any] = {**task.values, "asked": ", ".join(names) or "nothing", "right": f"{right:g}"}
    if not isinstance(metrics, dict):
        code = code_by_name(names, task)
        fail(code, message=f"with these metrics, evaluating raised {probe.get('metrics_raised')}", **values)
    value = metrics.get("accuracy")
    if not isinstance(value, float):
        reported = ", ".join(f"`{name}`" for name in metrics) or "nothing"
        binary = code_by_name([str(name) for name in metrics], task) == "metrics.binary-accuracy"
        fail("metrics.binary-accuracy" if binary else "metrics.missing", reported=reported, **values)
    if not np.isclose(value, right, atol=1e-6):
        code = code_by_name(names, task) or code_by_value(value, task) or "metrics.wrong-number"
        fail(code, returned=f"an accuracy of {value:g}", expected=f"an accuracy of {right:g}", **values)


def _texts(value: Any) -> list[str]:
    """A list of texts that came from the candidate; empty where it is none."""
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def as_ids(y: np.ndarray) -> np.ndarray:
    return y.argmax(axis=1) if y.ndim == 2 else y


def code_by_value(value: float, task: Task) -> str | None:
    """What the reported number says when it comes from comparing each output with a label of its own."""
    if (
        task.units > 1
        and task.labels == "one_hot"
        and np.isclose(value, np.mean((task.outputs > 0.5) == task.y))
    ):
        return "metrics.binary-accuracy"
    exact = (task.outputs == task.y.reshape(SAMPLES, -1)).mean()
    return "metrics.exact-match" if np.isclose(value, exact) else None


def code_by_name(names: list[str], task: Task) -> str | None:
    """What the names of metrics say, for a number that is wrong or did not come out."""
    short = {name.lower().replace("_", "") for name in names}
    if task.units > 1 and any("binaryaccuracy" in name for name in short):
        return "metrics.binary-accuracy"
    if short & {"categoricalaccuracy", "sparsecategoricalaccuracy"}:
        return "metrics.label-mismatch"
    return "metrics.exact-match" if "Accuracy" in names else None
