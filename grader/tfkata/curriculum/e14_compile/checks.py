"""e14_compile: optimizer, loss and accuracy of a compiled model, told by what they do on the examiner's arrays.

The loss is asked about detached outputs, so that Keras cannot help itself to the logits behind a softmax; the
metrics about the model's own outputs, with labels for which the accuracy is known (`tfkata.candidate.probes`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, Described, Failure, Function, Mistake, Mistakes

BINARY, CATEGORICAL, SPARSE = "BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy"
FEATURES, SAMPLES, BATCHES = 6, 40, 6
GRADIENT = np.array([1.0, -0.1, 10.0], np.float32)
"""Adam answers the first of these with steps of one length."""
MOST = 3.0
"""So far none of its steps leads."""
UNITS = {"softmax": 4, "linear": 4, "sigmoid": 1}
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


def as_ids(y: np.ndarray) -> np.ndarray:
    return y.argmax(axis=1) if y.ndim == 2 else y


def activated(logits: np.ndarray, activation: str) -> np.ndarray:
    if activation == "softmax":
        return np.asarray(np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True))
    return np.asarray(1 / (1 + np.exp(-logits))) if activation == "sigmoid" else logits


# --- what came back

compile_classifier = Function("compile_classifier")


class Compiled:
    """A model that came back compiled for a task, and what the probe found out about it."""

    def __init__(self, call: str, task: Task, model: Described, probe: dict[str, Any]) -> None:
        self.call, self.task, self.model, self.probe = call, task, model, probe
        self.units, self.activation, self.labels = task.units, task.activation, f'"{task.labels}"'
        moved = probe.get("moved")
        self.moved = np.full(GRADIENT.shape, np.nan)
        if isinstance(moved, np.ndarray) and moved.shape == GRADIENT.shape and moved.dtype == np.float32:
            self.moved = moved
        self.optimizer, self.loss = str(probe.get("optimizer")), str(probe.get("loss", ""))
        self.loss_weights, self.metrics_asked = texts(probe.get("loss_weights")), texts(probe.get("asked"))
        self.asked = ", ".join(self.metrics_asked) or "nothing"
        losses = probe.get("losses")
        listed = losses if isinstance(losses, list) and len(losses) == BATCHES else [None] * BATCHES
        self.losses = np.array([value if isinstance(value, float) else np.nan for value in listed])
        self.metrics = probe.get("metrics") if isinstance(probe.get("metrics"), dict) else None
        self.reported = ", ".join(f"`{name}`" for name in self.metrics or ()) or "nothing"
        value = (self.metrics or {}).get("accuracy")
        self.accuracy = value if isinstance(value, float) else None
        self.returned = "no accuracy" if self.accuracy is None else f"an accuracy of {self.accuracy:g}"
        self.share = float(np.mean(decided(task.outputs) == as_ids(task.y)))
        self.right = f"{self.share:g}"
        self.expected = f"an accuracy of {self.right}"

    def changed(self) -> bool:
        """Whether it is another model than the one that was given, or learns otherwise."""
        if self.answers_otherwise:
            return True
        came, given = kit.rebuild(self.model), self.task.model
        added = came.losses or any(weight.constraint is not None for weight in came.weights)
        attached = self.probe.get("attached") != ""
        return bool(added or attached or len(came.trainable_weights) != len(given.trainable_weights))

    @cached_property
    def answers_otherwise(self) -> bool:
        """Whether other numbers come out of it: then loss and metrics read those, and say nothing about the head that was given."""
        came, given = kit.rebuild(self.model), self.task.model
        if (came.input_shape, came.output_shape) != (given.input_shape, given.output_shape):
            return True
        outputs = [np.asarray(came(self.task.x, training=mode)) for mode in (False, True)]
        return not all(np.allclose(found, self.task.outputs, atol=1e-5) for found in outputs)

    def steps_as_adam(self) -> bool:
        """Whether it goes against the gradient, everywhere as far whatever the gradient's size."""
        steps = -self.moved * np.sign(GRADIENT)
        return bool(steps.min() > 0 and steps.max() < min(MOST, 2 * steps.min()))

    @cached_property
    def kind(self) -> str | None:
        """The kind of cross-entropy its loss is."""
        return nearest_loss(self.losses, self.loss, self.task)

    @property
    def metric_names(self) -> set[str]:
        """Of the metrics that were asked for; where no accuracy is among them, of those that came out."""
        missing = self.metrics is not None and self.accuracy is None
        return {
            str(n).lower().replace("_", "") for n in (self.metrics if missing else self.metrics_asked) or ()
        }

    def reports(self, share: Any) -> bool:
        return self.accuracy is not None and bool(np.isclose(self.accuracy, share, atol=1e-6))

    def compares_columns(self) -> bool:
        """Whether the accuracy is that of each output against a label of its own."""
        task = self.task
        one_hot = task.units > 1 and task.labels == "one_hot"
        return one_hot and self.reports(np.mean((task.outputs > 0.5) == task.y))

    def compares_digits(self) -> bool:
        return self.reports((self.task.outputs == self.task.y.reshape(SAMPLES, -1)).mean())


def texts(value: Any) -> list[str]:
    """A list of texts that came from the candidate; empty where it is none."""
    return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []


def compiled(activation: str, *labels: str) -> Callable[[Candidate], Iterator[Compiled]]:
    """What comes back for this head and each kind of labels, asked for once."""

    def seen(candidate: Candidate) -> Iterator[Compiled]:
        for kind in labels:
            yield candidate.once(f"{activation} {kind}", partial(ask, candidate, activation, kind))

    return seen


def wherever_compiled(candidate: Candidate) -> Iterator[Compiled]:
    """What comes back for all heads and labels; where nothing does, other checks say so."""
    for activation, labels in (
        ("linear", "integer"),
        ("softmax", "one_hot"),
        ("linear", "one_hot"),
        ("sigmoid", "integer"),
    ):
        with contextlib.suppress(CandidateRaised, Failure):
            yield from list(compiled(activation, labels)(candidate))


def ask(candidate: Candidate, activation: str, labels: str) -> Compiled:
    task = make_task(candidate.seed, activation, UNITS[activation], labels)
    options = {
        "probe_compiled": {"x": task.x, "y": task.y, "detached": task.detached, "gradient": GRADIENT},
        "weights": True,
    }
    arguments, typed = (kit.model_argument(task.model), labels), f'compile_classifier(model, "{labels}")'
    answer = compile_classifier.ask(candidate, *arguments, options=options, typed=typed)
    got = answer.value
    if got is None:
        answer.fail("compile.returned-none")
    if not isinstance(got, Described) or got.kind != "model":
        answer.fail(None, message="expected the model that was given, compiled")
    probe = got.data.get("probe")
    if not isinstance(probe, dict) or not probe.get("compiled"):
        kit.fail("compile.not-compiled", call=typed)
    return Compiled(typed, task, got, probe)


# --- the loss


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
    by_name = (kind for kind in (SPARSE, CATEGORICAL, BINARY) if kind.lower() in short or short == "bce")
    return next(by_name, None)


def attempt(loss: Any, y: np.ndarray, outputs: np.ndarray) -> float:
    try:
        return float(loss(y, outputs))
    except Exception:  # noqa: BLE001  (labels of the wrong form raise whatever TensorFlow raises)
        return float("nan")


# fmt: off
OTHER_OUTPUTS = Mistake("compile.changed-model", lambda c: c.answers_otherwise)
CHANGED = Mistakes(Mistake("compile.changed-model", Compiled.changed))
OPTIMIZER = Mistakes(
    Mistake("compile.wrong-optimizer", lambda c: c.optimizer != "Adam", "optimizer", returned=lambda c: c.optimizer, expected="Adam"),
    Mistake("compile.idle-optimizer", lambda c: not c.steps_as_adam(),
            gradient=kit.show(GRADIENT.tolist()), moved=lambda c: kit.show([float(f"{step:.3g}") for step in c.moved])),
)
LOSS = Mistakes(
    Mistake(None, lambda c: is_cross_entropy(c.losses, c.task)),
    OTHER_OUTPUTS,
    Mistake("compile.no-loss", lambda c: not c.loss),
    Mistake("compile.metrics-as-loss-weights", lambda c: any("accuracy" in weight.lower() for weight in c.loss_weights)),
    Mistake(None, lambda c: c.loss_weights and np.all(c.losses == 0), returned="0", expected="the cross-entropy",
            message="with these loss_weights every loss is 0, so there is nothing left to improve"),
    Mistake("compile.wrong-loss", lambda c: c.kind is None, "loss activation units labels"),
    Mistake("compile.loss-for-several-units", lambda c: c.units == 1 and c.kind != BINARY, "loss activation"),
    Mistake("compile.loss-label-mismatch", lambda c: c.kind != c.task.right_loss, "loss activation units labels"),
    Mistake(None, lambda c: np.isnan(c.losses).all(),
            message=lambda c: f"with the loss {c.loss}, training raised {c.probe.get('loss_raised')}"),
    Mistake("compile.logits-mismatch", lambda c: True, "activation"),
)
SHOWN = " returned expected"
LABEL_METRICS = {"categoricalaccuracy", "sparsecategoricalaccuracy"}
ACCURACY = Mistakes(  # told by the names of metrics, else by the number that came out
    Mistake(None, lambda c: c.reports(c.share)),
    OTHER_OUTPUTS,
    Mistake("metrics.binary-accuracy", lambda c: c.units > 1 and "binaryaccuracy" in " ".join(c.metric_names), "right units" + SHOWN),
    Mistake("metrics.missing", lambda c: c.metrics is not None and c.accuracy is None, "reported" + SHOWN),
    Mistake("metrics.label-mismatch", lambda c: c.metric_names & LABEL_METRICS, "asked labels units right" + SHOWN),
    Mistake("metrics.exact-match", lambda c: "Accuracy" in c.metrics_asked, "activation right" + SHOWN),
    Mistake(None, lambda c: c.metrics is None,
            message=lambda c: f"with these metrics, evaluating raised {c.probe.get('metrics_raised')}"),
    Mistake("metrics.binary-accuracy", Compiled.compares_columns, "right units" + SHOWN),
    Mistake("metrics.exact-match", Compiled.compares_digits, "activation right" + SHOWN),
    Mistake("metrics.wrong-number", lambda c: True, "right" + SHOWN),
)

kit.checks(__name__, {
    "compiled": [CHANGED.none_in(compiled(activation, "integer")) for activation in ("softmax", "linear")] + [CHANGED.none_in(wherever_compiled)],
    "adam": [OPTIMIZER.none_in(compiled("softmax", "integer")), OPTIMIZER.none_in(wherever_compiled)],
    "softmax-integer": LOSS.none_in(compiled("softmax", "integer")),
    "softmax-one-hot": LOSS.none_in(compiled("softmax", "one_hot")),
    "linear-integer": LOSS.none_in(compiled("linear", "integer")),
    "linear-one-hot": LOSS.none_in(compiled("linear", "one_hot")),
    "sigmoid": LOSS.none_in(compiled("sigmoid", "integer")),
    "accuracy": [ACCURACY.none_in(compiled(activation, "one_hot", "integer")) for activation in ("softmax", "linear")],
    "accuracy-sigmoid": ACCURACY.none_in(compiled("sigmoid", "integer")),
})
