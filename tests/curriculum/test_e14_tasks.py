"""What e14 asks tells right from wrong for every seed: no wrong loss or metric can hit the right numbers."""

from typing import Any

import numpy as np
import pytest

from tests.late import keras
from tfkata.candidate.probes import probe_compiled
from tfkata.curriculum.e14_compile import checks as e14

HEADS = [("softmax", 4), ("linear", 4), ("sigmoid", 1)]
CASES = [
    (a, u, labels) for a, u in HEADS for labels in ("integer", "one_hot") if (u, labels) != (1, "one_hot")
]
SEEDS = range(3)
OTHERS = ["mse", "kl_divergence", "categorical_hinge", "categorical_focal_crossentropy", "poisson"]


def losses_of(task: e14.Task, loss: Any) -> np.ndarray:
    return np.array([e14.attempt(loss, *pair) for pair in task.detached])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", CASES)
def test_exactly_the_right_loss_is_the_cross_entropy(case: tuple[str, int, str], seed: int) -> None:
    task = e14.make_task(seed, *case)
    for kind in (e14.SPARSE, e14.CATEGORICAL, e14.BINARY):
        for logits in (False, True):
            right = kind == task.right_loss and logits is (task.activation == "linear")
            losses = losses_of(task, getattr(keras.losses, kind)(from_logits=logits))
            assert e14.is_cross_entropy(losses, task) is right, (kind, logits)
    if task.labels == "one_hot" and task.activation == "softmax":
        assert e14.is_cross_entropy(losses_of(task, keras.losses.KLDivergence()), task)
    for name in set(OTHERS) - ({"kl_divergence"} if task.labels == "one_hot" else set()):
        loss = keras.losses.get(name)
        assert not e14.is_cross_entropy(losses_of(task, lambda y, p, f=loss: np.mean(f(y, p))), task), name


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", CASES)
def test_smoothed_and_summed_losses_are_accepted(case: tuple[str, int, str], seed: int) -> None:
    task = e14.make_task(seed, *case)
    config: dict[str, Any] = {"from_logits": task.activation == "linear", "reduction": "sum"}
    if task.right_loss != e14.SPARSE:
        config["label_smoothing"] = 0.1
    assert e14.is_cross_entropy(losses_of(task, getattr(keras.losses, task.right_loss)(**config)), task)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", CASES)
def test_only_the_accuracy_reports_the_accuracy(case: tuple[str, int, str], seed: int) -> None:
    task = e14.make_task(seed, *case)
    metrics = keras.metrics
    wrong = [
        metrics.Accuracy,
        metrics.BinaryAccuracy,
        metrics.CategoricalAccuracy,
        metrics.SparseCategoricalAccuracy,
    ]
    right = {e14.BINARY: wrong[1], e14.CATEGORICAL: wrong[2], e14.SPARSE: wrong[3]}[task.right_loss]
    share = float(np.mean(e14.decided(task.outputs) == e14.as_ids(task.y)))
    assert 0.5 < share < 1
    assert reported(task, "accuracy") == pytest.approx(share)
    assert reported(task, right(name="accuracy")) == pytest.approx(share)
    for metric in wrong:
        if metric is not right:
            assert reported(task, metric(name="accuracy")) != pytest.approx(share, abs=1e-3), metric


def reported(task: e14.Task, metric: Any) -> float | None:
    """What `evaluate` would report; the probe must say the same."""
    task.model.compile(loss="mse", metrics=[metric])
    probe = probe_compiled(task.model, {"x": task.x, "y": task.y, "detached": task.detached})
    return probe["metrics"]["accuracy"] if probe["metrics"] else None


@pytest.mark.parametrize("case", CASES)
def test_the_probe_reports_what_evaluate_reports(case: tuple[str, int, str]) -> None:
    task = e14.make_task(0, *case)
    logits = task.activation == "linear"
    task.model.compile(loss=getattr(keras.losses, task.right_loss)(from_logits=logits), metrics=["accuracy"])
    evaluated = task.model.evaluate(task.x, task.y, verbose=0, return_dict=True)
    evaluated.pop("loss")
    assert reported_all(task) == pytest.approx(evaluated)


def reported_all(task: e14.Task) -> dict[str, float]:
    found: dict[str, float] = probe_compiled(
        task.model, {"x": task.x, "y": task.y, "detached": task.detached}
    )["metrics"]
    return found
