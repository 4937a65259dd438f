"""What e16_train asks for, and what came back: small runs on data made for the purpose, and their models and losses."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, Described, Function, Mistake, Mistakes
from tfkata.checks.reason import reason
from tfkata.checks.training_run import arrays, model_and_history, numbers, shape_of

IMAGES, BATCH, EACH = 100, 10, 10
WHITE, BLACK, GREY = 783, 782, 781
"""Pixels that are 255, 0 and 51 in all images of the spy's data set."""
MOMENTUM = 0.9
EVEN_EPOCHS, REAL_EPOCHS = 4, 3
SPY_CALL, EVEN_CALL, REAL_CALL = (
    f"train(model, images, labels{rest})" for rest in (", 1, 10", ", 4, 50", "")
)
REAL_IMAGES, JUDGED = 6000, 1000
REAL_STEPS = math.ceil(REAL_IMAGES / 64)
POSED = {"quick": 200, "full": REAL_IMAGES // 10}
"""Posed samples of each class; in the full tier as many as in the real run."""
STRANGERS = 5
"""So many classes of ten do not miss their own label by chance, where each has ten images."""


# --- what is asked

train = Function(
    "train", shown=lambda *asked: f"train({', '.join(['model, images, labels', *map(str, asked[3:])])})"
)


def outside(message: str) -> dict[str, int] | None:
    """A label that the sparse loss has no output for, and the first and the last that it has one for."""
    found = re.search(r"label value of (-?\d+) which is outside the valid range of \[(\d+), (\d+)\)", message)
    return {"label": int(found[1]), "first": int(found[2]), "last": int(found[3]) - 1} if found else None


def widths(message: str) -> dict[str, int] | None:
    """How many numbers Keras found in one label and in one output, where both are rows and these differ."""
    found = re.search(
        r"target\.shape=\((?:none|\d+), (\d+)\), output\.shape=\((?:none|\d+), (\d+)\)", message
    )
    labels, outputs = (int(found[1]), int(found[2])) if found else (1, 1)
    return {"labels": labels, "outputs": outputs} if labels != outputs and min(labels, outputs) > 1 else None


# fmt: off
ERRORS = Mistakes(
    Mistake("train.not-compiled", lambda message: "compile()" in message),
    Mistake("train.missing-channel-axis", lambda message: "(none, 28, 28, 1)" in message or "cardinality" in message),
    Mistake("train.label-outside", outside, "label first last"),
    Mistake("train.label-width", widths, "labels outputs"),
    Mistake("train.wrong-loss", found="here Keras stops with an error instead", holds=lambda message: any(
        sign in message for sign in ("compile_loss", "same rank", "`target`", "must have the same shape"))),
    look=lambda raised: raised.message.lower(),
)
"""Errors of Keras that a misconception leads to."""
# fmt: on


def learn(candidate: Candidate, *asked: Any) -> Any:
    answer = train.ask(candidate, *asked, options={"weights": True})
    if answer.raised:
        explain(answer.raised)
    return answer.value


def explain(raised: CandidateRaised) -> None:
    ERRORS.fail(raised, call=raised.call, returned=f"{raised.type_name}: {reason(raised.message)}")


@cache
def spy() -> Described:
    import keras
    from keras import layers

    first = layers.BatchNormalization(momentum=MOMENTUM)
    head = layers.Dense(10, activation="softmax", kernel_initializer=keras.initializers.GlorotUniform(seed=1))
    return kit.model_argument(keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), first, head]))


@cache
def even() -> Described:
    import keras
    from keras import layers

    head = layers.Dense(10, activation="softmax", kernel_initializer="zeros")
    return kit.model_argument(keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), head]))


def spy_data() -> tuple[np.ndarray, np.ndarray]:
    """100 images, ten of each class in order, each with a white pixel of its own."""
    images = np.zeros((IMAGES, 784), np.uint8)
    images[np.arange(IMAGES), np.arange(IMAGES)] = images[:, WHITE] = 255
    images[:, GREY] = 51
    return images.reshape(-1, 28, 28), np.repeat(np.arange(10), EACH)


def spy_answer(candidate: Candidate) -> Any:
    """What came back from one epoch with the spy."""
    return candidate.once("spy", lambda: learn(candidate, spy(), *spy_data(), 1, BATCH))


def even_answer(candidate: Candidate) -> Any:
    """Some epochs over 100 equal images, ten for each class, in two batches: a single one is what `posed` digits come in.

    One pixel is white, so that no step moves far from what is equally likely.
    """
    images, labels = np.zeros((100, 28, 28), np.uint8), np.repeat(np.arange(10), 10)
    images[:, 14, 14] = 255
    return candidate.once("even", lambda: learn(candidate, even(), images, labels, EVEN_EPOCHS, 50))


# --- what came back


def model_in(answer: Any) -> Described:
    """The model, wherever in the answer it is: what else is there is another check's business."""
    model, _ = model_and_history(answer)
    if model is not None:
        return model
    kit.fail(None, message="no model came back", returned=shape_of(answer), expected="(a model, a dict)")


def losses_in(answer: Any) -> np.ndarray | None:
    """`loss` of each epoch, wherever in the answer the history is."""
    losses = numbers((model_and_history(answer)[1] or {}).get("loss"))
    return losses if losses is not None and losses.size else None


def spys_weights(answer: Any) -> list[np.ndarray]:
    """gamma, beta, mean, variance, kernel and bias of the spy that came back."""
    weights = arrays(model_in(answer).data.get("weights"))
    judge_model(weights, spy(), SPY_CALL)
    return weights


def judge_model(weights: list[np.ndarray], given: Described, call: str) -> None:
    """Fails where the model that came back cannot be the one that was given."""
    if [w.shape for w in weights] != [w.shape for w in given.data["weights"]]:
        kit.fail("train.another-model", call=call)


def all_equal(weights: list[np.ndarray], before: list[np.ndarray]) -> bool:
    return len(weights) == len(before) and all(map(np.array_equal, weights, before))
