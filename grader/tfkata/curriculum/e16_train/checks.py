"""e16_train: accuracy hardly tells good training from bad, so small runs show what the model was fed.

`spy` begins with a batch normalisation, which averages its inputs: afterwards its averages say how bright a white
pixel was, how many steps there were and which image was in which of them (each image has a pixel of its own).
`even` is a run in which nothing can be learned, so that its loss is ln 10 for cross-entropy and nothing else.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, Described, check, fail
from tfkata.checks.training_run import arrays, model_and_history, numbers, shape_of
from tfkata.curriculum.e16_train.digit_network import Outputs, network
from tfkata.data import load

IMAGES, BATCH = 100, 10
WHITE, BLACK, GREY = 783, 782, 781
"""Pixels that are 255, 0 and 51 in all images of the spy's data set."""
MOMENTUM = 0.9
EVEN_EPOCHS = 4
SPY_CALL, EVEN_CALL, REAL_CALL = (
    f"train(model, images, labels{rest})" for rest in (", 1, 10", ", 4, 100", "")
)
REAL_IMAGES, JUDGED = 6000, 1000
UNSEEN = 1e-6
BROKEN = 0.4
"""Accuracy from which on images and labels must have been in pairs, more or less."""


@dataclass(frozen=True)
class Spied:
    """What the averages of the spy's first layer tell; `steps` is 0 if it was never run in training mode."""

    changed: bool
    steps: int
    white: float
    grey: float
    black: float
    shares: np.ndarray
    """For each image, its weight in the averages: equal within a batch, 0 for an image that was never seen."""
    moved: np.ndarray
    """For each image, whether training moved the weights that look at its own pixel; so it does in inference mode."""


@cache
def _spy() -> Described:
    import keras
    from keras import layers

    first = layers.BatchNormalization(momentum=MOMENTUM)
    head = layers.Dense(10, activation="softmax", kernel_initializer=keras.initializers.GlorotUniform(seed=1))
    return kit.model_argument(keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), first, head]))


@cache
def _even() -> Described:
    import keras
    from keras import layers

    head = layers.Dense(10, activation="softmax", kernel_initializer="zeros")
    return kit.model_argument(keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), head]))


@cache
def _spy_data() -> tuple[np.ndarray, np.ndarray]:
    """100 images, ten of each class in order, each with a white pixel of its own."""
    images = np.zeros((IMAGES, 784), np.uint8)
    images[np.arange(IMAGES), np.arange(IMAGES)] = images[:, WHITE] = 255
    images[:, GREY] = 51
    labels = np.repeat(np.arange(10), IMAGES // 10)
    return images.reshape(-1, 28, 28), labels


def _spy_answer(candidate: Candidate) -> Any:
    """What came back from one epoch with the spy."""
    asked = (_spy(), *_spy_data(), 1, BATCH)
    return candidate.once("spy", lambda: _train(candidate, asked, SPY_CALL))


def _even_answer(candidate: Candidate) -> Any:
    """Some epochs over 100 equal images, ten for each class, all in one batch."""
    asked = (_even(), np.full((100, 28, 28), 255, np.uint8), np.repeat(np.arange(10), 10), EVEN_EPOCHS, 100)
    return candidate.once("even", lambda: _train(candidate, asked, EVEN_CALL))


def _train(candidate: Candidate, asked: tuple[Any, ...], call: str) -> Any:
    try:
        return candidate.call("train", *asked, options={"weights": True})
    except CandidateRaised as raised:
        raised.call = call
        _explain_exception(raised)


def _explain_exception(raised: CandidateRaised) -> NoReturn:
    """Errors of Keras that a misconception leads to."""
    message = raised.message.lower()
    evidence: dict[str, Any] = {
        "call": raised.call,
        "returned": f"{raised.type_name}: {raised.message}"[:300],
    }
    if "compile()" in message:
        fail("train.not-compiled", **evidence)
    if "(none, 28, 28, 1)" in message or "cardinality" in message:
        fail("train.missing-channel-axis", **evidence)
    if any(sign in message for sign in ("compile_loss", "same rank", "`target`", "must have the same shape")):
        fail("train.wrong-loss", found="here Keras stops with an error instead", **evidence)
    raise raised


@check("history")
def loss_of_every_epoch(candidate: Candidate) -> None:
    _judge_history(_spy_answer(candidate), 1, SPY_CALL)
    _judge_history(_even_answer(candidate), EVEN_EPOCHS, EVEN_CALL)
    _judge_origin(candidate)


def _judge_origin(candidate: Candidate) -> None:
    """Two models on two data sets never have one loss: then it comes from no training."""
    try:
        runs = [_losses(answer(candidate)) for answer in (_spy_answer, _even_answer)]
    except (CandidateRaised, kit.Failure):
        return
    spied, even = runs
    if spied is not None and even is not None and math.isclose(spied[0], even[0], rel_tol=1e-5):
        fail("train.made-up-loss", found=f"{even[0]:.6g}", call=EVEN_CALL)


def _judge_history(answer: Any, epochs: int, call: str) -> np.ndarray:
    """The `loss` of each epoch; fails where there is none."""
    problem = kit.returned_nothing(answer)
    if problem is not None:
        fail(problem.code, message=problem.message, call=call)
    pair = list(answer) if isinstance(answer, tuple | list) and len(answer) == 2 else [None, answer]
    shown: dict[str, Any] = {"call": call, "returned": shape_of(answer), "expected": "(a model, a dict)"}
    if not isinstance(pair[1], dict):
        fail("train.no-history", found=shape_of(pair[1]), **shown)
    if not (isinstance(pair[0], Described) and pair[0].kind == "model"):
        fail(
            None,
            message=f"the first part of what you return is {shape_of(pair[0])}, wanted is the model",
            **shown,
        )
    losses = numbers(pair[1].get("loss"))
    if losses is None:
        keys = ", ".join(map(str, pair[1])) or "no key at all"
        fail(
            "train.no-history",
            found=f"a dict without a list of numbers under 'loss' (its keys: {keys})",
            **shown,
        )
    if len(losses) != epochs:
        _fail_for_length(losses, epochs, call)
    return losses


def _fail_for_length(losses: np.ndarray, epochs: int, call: str) -> NoReturn:
    found = f"`loss` in your history has {len(losses)} number{'s' if len(losses) != 1 else ''}"
    fail("train.wrong-epochs", found=found, wanted=epochs, call=call)


def _model_in(answer: Any) -> Described:
    """The model, wherever in the answer it is: what else is there is another check's business."""
    model, _ = model_and_history(answer)
    if model is not None:
        return model
    fail(None, message="no model came back", returned=shape_of(answer), expected="(a model, a dict)")


def _spied(candidate: Candidate) -> Spied:
    weights, before = _spys_weights(_spy_answer(candidate)), _spy().data["weights"]
    mean, variance = weights[2].astype(np.float64), weights[3].astype(np.float64)
    changed = not all(np.array_equal(w, b) for w, b in zip(weights, before, strict=True))
    moved = (weights[4] != before[4]).any(axis=1)[:IMAGES]
    left = float(variance[WHITE])
    if not 0 < left < 1:
        return Spied(changed, 0, 1.0, 0.2, 0.0, np.zeros(IMAGES), moved)
    steps, weight = round(math.log(left) / math.log(MOMENTUM)), 1 - left
    white, grey, black = (float(mean[pixel]) / weight for pixel in (WHITE, GREY, BLACK))
    shares = np.abs(mean[:IMAGES] - mean[BLACK]) / max(abs(white - black), 1e-9)
    return Spied(changed, steps, white, grey, black, shares, moved)


def _spys_weights(answer: Any) -> list[np.ndarray]:
    """gamma, beta, mean, variance, kernel and bias of the spy that came back."""
    weights = arrays(_model_in(answer).data.get("weights"))
    if [w.shape for w in weights] != [w.shape for w in _spy().data["weights"]]:
        fail(
            None,
            message="the model that you return is not the one that you were given: its weights have other shapes",
        )
    return weights


def _fail_if_untrained(spied: Spied) -> None:
    if not spied.changed:
        fail("train.untrained", call=SPY_CALL)
    if spied.steps == 0 and not spied.moved.any():
        message = "some weights of the model have changed, but none that look at the images: it was not trained on them"
        fail(None, message=message, call=SPY_CALL)


@check("pixels")
def fractions_of_255(candidate: Candidate) -> None:
    spied = _spied(candidate)
    _fail_if_untrained(spied)
    found = {"white": spied.white, "grey": spied.grey, "black": spied.black}
    if np.allclose([*found.values()], [1, 0.2, 0], atol=0.02):
        return
    raw = np.allclose([*found.values()], [255, 51, 0], atol=1)
    shown = {name: f"{value:.3g}" for name, value in found.items()}
    fail("train.raw-pixels" if raw else "train.wrong-scaling", call=SPY_CALL, **shown)  # type: ignore[arg-type]


def _losses(answer: Any) -> np.ndarray | None:
    """`loss` of each epoch, wherever in the answer the history is."""
    losses = numbers((model_and_history(answer)[1] or {}).get("loss"))
    return losses if losses is not None and losses.size else None


@check("loss")
def cross_entropy(candidate: Candidate) -> None:
    """Ten equally likely classes: ln 10 for cross-entropy, whatever the optimizer, since no gradient is left."""
    answer = _even_answer(candidate)
    losses = _losses(answer)
    if losses is None:
        losses = _judge_history(answer, EVEN_EPOCHS, EVEN_CALL)
    if math.isnan(losses[0]):
        message = (
            "the first loss is nan: somewhere on the way 0 was divided by 0, or the logarithm of 0 was taken"
        )
        fail(None, message=f"{message} (every pixel of every image in this call is 255)", call=EVEN_CALL)
    if not abs(losses[0] - math.log(10)) < 0.25:
        found = f"your history starts with {losses[0]:.4g}"
        fail("train.wrong-loss", found=found, call=EVEN_CALL)
    _judge_origin(candidate)


@check("batches")
def shuffled_batches(candidate: Candidate) -> None:
    spied = _spied(candidate)
    _fail_if_untrained(spied)
    if spied.steps == 0:  # a loop of one's own in inference mode leaves no trace in the averages
        _judge_seen(spied.moved)
        return
    _judge_mixing(spied.shares)
    _judge_seen(spied.shares)
    losses = _losses(_spy_answer(candidate))
    _judge_steps(spied, 1 if losses is None else len(losses))


def _batches(shares: np.ndarray) -> list[list[int]]:
    """The classes of the images in each batch: images of one batch have equal shares."""
    batches: dict[str, list[int]] = {}
    for image, share in enumerate(shares):
        if share > 1e-9:
            batches.setdefault(f"{share:.3e}", []).append(image // (IMAGES // 10))
    return [classes for classes in batches.values() if len(classes) > 1]


def _judge_mixing(shares: np.ndarray) -> None:
    batches = _batches(shares)
    if not batches:
        return
    expected = [10 * (1 - 0.9 ** len(classes)) for classes in batches]
    if sum(len(set(classes)) for classes in batches) < 0.6 * sum(expected):
        fewest = min(batches, key=lambda classes: len(set(classes)) / len(classes))
        shown = ", ".join(f"{count} of class {label}" for label, count in sorted(Counter(fewest).items()))
        fail("train.no-shuffle", batch=shown, call=SPY_CALL)


def _judge_seen(shares: np.ndarray) -> None:
    """Holding some images back is fine, a class is not."""
    unseen = Counter(int(image) // (IMAGES // 10) for image in np.flatnonzero(~(shares > 1e-9)))
    if unseen and max(unseen.values()) >= 9:
        label = unseen.most_common(1)[0][0]
        fail(
            "train.drops-a-class", count=sum(unseen.values()), label=label, seen=IMAGES - sum(unseen.values())
        )


def _judge_steps(spied: Spied, epochs: int) -> None:
    """One epoch was asked for. If the history has more, which is another check's business, as many may have been run."""
    wanted = IMAGES // BATCH * epochs
    if any(0.6 * steps <= spied.steps <= steps for steps in (IMAGES // BATCH, wanted)):
        return
    again = spied.steps > wanted and spied.steps % wanted == 0 and spied.shares.max() < 0.5 * (1 - MOMENTUM)
    if again:
        found = f"your training went over the data {spied.steps // (IMAGES // BATCH)} times"
        fail("train.wrong-epochs", found=found, wanted=1, call=SPY_CALL)
    values: dict[str, Any] = {"wanted": IMAGES // BATCH, "size": BATCH, "images": IMAGES}
    fail("train.ignores-batch-size", found=f"{spied.steps / epochs:g}", call=SPY_CALL, **values)


@check("arguments")
def arguments_untouched(candidate: Candidate) -> None:
    _spy_answer(candidate)  # an answer that raises changes nothing, and deserves nothing
    images, labels = _spy_data()
    call = "train(model, images, labels, 1, 100)"
    try:
        mutated = candidate.mutated("train", _even(), images, labels, 1, 100)
    except CandidateRaised as raised:
        raised.call = call
        _explain_exception(raised)
    if mutated:
        fail("train.mutates-input", call=call)


@check("accuracy")
def digits_never_seen(candidate: Candidate) -> None:
    train, held_out = load("mnist", "train"), load("mnist", "held_out")
    order = np.argsort(train.labels[:REAL_IMAGES], kind="stable")
    asked = (network(), train.images[order], train.labels[order])
    answer = _train(candidate, asked, REAL_CALL)
    losses = _losses(answer)
    if losses is not None and len(losses) != 3:
        _fail_for_length(losses, 3, REAL_CALL)
    model = kit.rebuild(_model_in(answer))
    pixels, labels = held_out.images[:JUDGED, :, :, None].astype(np.float32), held_out.labels[:JUDGED]
    if tuple(model.input_shape or ())[1:] != (28, 28, 1):
        fail(
            None,
            message=f"the returned model takes inputs of shape {model.input_shape}, not (None, 28, 28, 1)",
        )
    scaled = Outputs.of(model, pixels / 255, labels, REAL_CALL)
    kit.measured("accuracy", scaled.accuracy)
    kit.curves("Training on digits, by epoch", model_and_history(answer)[1] or {})
    kit.confusion("Digits never seen", labels, scaled.classes, [str(digit) for digit in range(10)])
    threshold = thresholds.minimum("e16_train")
    if scaled.cross_entropy > 0.5:
        raw = Outputs.of(model, pixels, labels, REAL_CALL)
        if raw.cross_entropy < scaled.cross_entropy:
            fail("train.raw-pixels", call=REAL_CALL)
    if scaled.accuracy < threshold:
        _explain_accuracy(candidate, scaled, threshold, answer)
    _judge_repeated(losses)


def _judge_repeated(losses: np.ndarray | None) -> None:
    """No two epochs of a real training have one loss, to the last digit."""
    if losses is not None and np.any(np.diff(losses) == 0):
        fail("train.repeated-loss", found=kit.show(losses.tolist()), call=REAL_CALL)


def _explain_accuracy(candidate: Candidate, found: Outputs, threshold: float, answer: Any) -> NoReturn:
    values: dict[str, Any] = {"accuracy": f"{found.accuracy:.1%}", "threshold": f"{threshold:.1%}"}
    weights, before = arrays(_model_in(answer).data.get("weights")), network().data["weights"]
    if len(weights) == len(before) and all(
        np.array_equal(w, b) for w, b in zip(weights, before, strict=True)
    ):
        fail("train.untrained", call=REAL_CALL)
    _judge_repeated(_losses(answer))
    if found.accuracy < BROKEN and not _learns_pairs(candidate):
        fail("train.pairs-broken", **values)
    shares = _last_classes(candidate)
    seen = np.flatnonzero(shares > UNSEEN)
    if 0 < len(seen) < 10:
        fail("train.only-a-part", labels=", ".join(map(str, seen)), **values)
    label, share = int(shares.argmax()), float(shares.max())
    if share > 0.3:
        fail("train.no-shuffle", batch=f"{share:.0%} of class {label}", call=REAL_CALL)
    fail("train.below-threshold", **values)


def _learns_pairs(candidate: Candidate) -> bool:
    """Whether digits are learned that differ in every pixel: only wrong labels make that impossible."""
    labels = np.repeat(np.arange(10), 20)
    images = np.zeros((200, 784), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[label * 78 : label * 78 + 78] = 255
    losses = _losses(_train(candidate, (_even(), images.reshape(-1, 28, 28), labels, 10, 10), REAL_CALL))
    return losses is None or bool(losses.min() < 1.5)


def _last_classes(candidate: Candidate) -> np.ndarray:
    """The share of each class in the last batches of a long epoch; of a class that came first a trace is left."""
    labels = np.repeat(np.arange(10), REAL_IMAGES // 10)
    images = np.zeros((len(labels), 784), np.uint8)
    images[np.arange(len(labels)), labels] = images[:, WHITE] = 255
    answer = _train(candidate, (_spy(), images.reshape(-1, 28, 28), labels, 1, 64), REAL_CALL)
    mean = _spys_weights(answer)[2].astype(np.float64)
    lit = np.abs(mean - mean[BLACK])  # black need not be 0 where pixels are scaled otherwise
    return np.asarray(lit[:10] / max(lit[WHITE], 1e-9))
