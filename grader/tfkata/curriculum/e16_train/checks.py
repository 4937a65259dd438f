"""e16_train: accuracy hardly tells good training from bad, so small runs show what the model was fed.

`spy` begins with a batch normalisation, which averages its inputs: afterwards its averages say how bright a white
pixel was, how many steps there were and which image was in which of them (each image has a pixel of its own).
`even` is a run in which nothing can be learned, so that its loss is ln 10 for cross-entropy and nothing else. What a
history says can be made up; where the first step of `posed` digits led cannot.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, renumbering
from tfkata.checks.kit import Candidate, CandidateRaised, Described, Function, Mistake, Mistakes
from tfkata.checks.reason import reason
from tfkata.checks.training_run import arrays, history_in, model_and_history, numbers, shape_of
from tfkata.curriculum.e16_train import posed
from tfkata.curriculum.e16_train.digit_network import Outputs, network
from tfkata.data import load

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
UNSEEN = 1e-6
STRANGERS = 5
"""So many classes of ten do not miss their own label by chance, where each has ten images."""
SLOW = 0.02
"""A real run that changes its kernels by less than this share of their size has hardly begun."""
BROKEN = 0.4
"""Accuracy from which on images and labels must have been in pairs, more or less."""


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


@dataclass(frozen=True)
class Spied:
    """What the averages of the spy's first layer tell; `steps` is 0 if it was never run in training mode."""

    changed: bool
    epochs: int
    """As the history has it."""
    steps: int
    white: float
    grey: float
    black: float
    shares: np.ndarray
    """For each image, its weight in the averages: equal within a batch, 0 for an image that was never seen."""
    rise: np.ndarray
    """By how much the weight from the pixels of a class (rows) to an output (columns) rose, on average."""
    bias: np.ndarray
    moved: np.ndarray
    """For each image, whether training moved the weights that look at its own pixel; so it does in inference mode."""

    @classmethod
    def of(cls, candidate: Candidate) -> Spied:
        """Fails where nothing was trained."""
        answer, before = spy_answer(candidate), spy().data["weights"]
        weights, losses = spys_weights(answer), losses_in(answer)
        epochs = 1 if losses is None else len(losses)
        mean, variance = weights[2].astype(np.float64), weights[3].astype(np.float64)
        change = (weights[4].astype(np.float64) - before[4])[:IMAGES]
        moved, rise = change.any(axis=1), change.reshape(10, EACH, 10).mean(axis=1)
        left, steps, shares = float(variance[WHITE]), 0, np.zeros(IMAGES)
        white, grey, black = 1.0, 0.2, 0.0
        if 0 < left < 1:
            steps = round(math.log(left) / math.log(MOMENTUM))
            white, grey, black = (float(mean[pixel]) / (1 - left) for pixel in (WHITE, GREY, BLACK))
            shares = np.abs(mean[:IMAGES] - mean[BLACK]) / max(abs(white - black), 1e-9)
        spied = cls(
            not all_equal(weights, before), epochs, steps, white, grey, black, shares, rise, weights[5], moved
        )
        UNTRAINED.fail(spied, call=SPY_CALL)
        if spied.steps == 0 and not spied.moved.any():
            message = "some weights of the model have changed, but none that look at the images"
            kit.fail(None, message=f"{message}: it was not trained on them", call=SPY_CALL)
        return spied

    @property
    def seen(self) -> np.ndarray:
        """A loop of one's own in inference mode leaves no trace in the averages."""
        return self.shares > 1e-9 if self.steps else self.moved

    def batches(self) -> list[list[int]]:
        """The classes of the images in each batch: images of one batch have equal shares."""
        batches: dict[str, list[int]] = {}
        for image, share in enumerate(self.shares):
            if share > 1e-9:
                batches.setdefault(f"{share:.3e}", []).append(image // EACH)
        return [classes for classes in batches.values() if len(classes) > 1]

    def strangers(self) -> dict[str, Any] | None:
        """A training draws each image to its label: of most classes the images are drawn to another one, or to none."""
        count = int(np.sum(self.rise.argmax(axis=1) != np.arange(10)))
        return {"count": count} if count >= STRANGERS and self.rise.any(axis=1).all() else None

    def sorted_batch(self) -> dict[str, str] | None:
        """The batch with the fewest classes, if batches have far fewer than those of mixed images would."""
        batches = self.batches()
        expected = [10 * (1 - 0.9 ** len(classes)) for classes in batches]
        if sum(len(set(classes)) for classes in batches) >= 0.6 * sum(expected):
            return None
        fewest = min(batches, key=lambda classes: len(set(classes)) / len(classes))
        counted = sorted(Counter(fewest).items())
        return {"batch": ", ".join(f"{count} of class {label}" for label, count in counted)}

    def dropped_class(self) -> dict[str, int] | None:
        """Holding some images back is fine, a class is not."""
        unseen = Counter(int(image) // EACH for image in np.flatnonzero(~self.seen))
        if not unseen or max(unseen.values()) < 9:
            return None
        count = sum(unseen.values())
        return {"count": count, "label": unseen.most_common(1)[0][0], "seen": IMAGES - count}

    def fits(self) -> bool:
        """If the history has more than one epoch, which is another check's business, as many may have been run."""
        wanted = (IMAGES // BATCH, IMAGES // BATCH * self.epochs)
        return self.steps == 0 or any(0.6 * steps <= self.steps <= steps for steps in wanted)

    def again(self) -> bool:
        wanted = IMAGES // BATCH * self.epochs
        whole = self.steps > wanted and self.steps % wanted == 0
        return whole and bool(self.shares.max() < 0.5 * (1 - MOMENTUM))


def taken_for_one(spied: Spied) -> str:
    """What the biases say: that of a class without images falls."""
    risen = np.flatnonzero(spied.bias > 0)
    return f"; to the loss, nearly all of them seem to be class {risen[0]}" if len(risen) == 1 else ""


# fmt: off
UNTRAINED = Mistakes(Mistake("train.untrained", lambda spied: not spied.changed))
PIXELS = Mistakes(
    Mistake("train.raw-pixels", lambda spied: np.allclose([spied.white, spied.grey, spied.black], [255, 51, 0], atol=1)),
    Mistake("train.wrong-scaling", lambda spied: not np.allclose([spied.white, spied.grey, spied.black], [1, 0.2, 0], atol=0.02),
            white=lambda spied: f"{spied.white:.3g}", grey=lambda spied: f"{spied.grey:.3g}", black=lambda spied: f"{spied.black:.3g}"),
)
BATCHES = Mistakes(
    Mistake("train.no-shuffle", Spied.sorted_batch, "batch"),
    Mistake("train.drops-a-class", Spied.dropped_class, "count label seen"),
    Mistake(None, Spied.fits),
    Mistake("train.wrong-epochs", Spied.again, wanted=1,
            found=lambda spied: f"your training went over the data {spied.steps // (IMAGES // BATCH)} times"),
    Mistake("train.ignores-batch-size", lambda spied: True, found=lambda spied: f"{spied.steps / spied.epochs:g}",
            wanted=IMAGES // BATCH, size=BATCH, images=IMAGES),
)
LABELS = Mistakes(Mistake("train.labels-changed", Spied.strangers, "count", seeming=taken_for_one))
GRADIENT = Mistakes(
    Mistake("train.untrained", lambda step: step.untouched),
    Mistake("train.sure-errors-ignored", lambda step: step.against(posed.UNSURE), images=lambda step: f"{10 * step.each:,}"),
    Mistake("train.fair-answers-ignored", lambda step: step.against(posed.FAIR), images=lambda step: f"{10 * step.each:,}"),
    Mistake("train.classes-apart", lambda step: step.against(posed.DOUBLED), images=lambda step: f"{10 * step.each:,}"),
)
# fmt: on


# --- checks


def history(candidate: Candidate) -> None:
    judge_history(spy_answer(candidate), 1, SPY_CALL)
    judge_history(even_answer(candidate), EVEN_EPOCHS, EVEN_CALL)
    judge_origin(candidate)


def judge_history(answer: Any, epochs: int, call: str) -> np.ndarray:
    """The `loss` of each epoch; fails where there is none."""
    history = history_in(answer, "train.no-history", call)
    losses = numbers(history.get("loss"))
    if losses is None:
        keys = ", ".join(map(str, history)) or "no key at all"
        found = f"a dict without a list of numbers under 'loss' (its keys: {keys})"
        shown: dict[str, Any] = {"returned": shape_of(answer), "expected": "(a model, a dict)"}
        kit.fail("train.no-history", call=call, found=found, **shown)
    judge_length(losses, epochs, call)
    return losses


def judge_length(losses: np.ndarray, epochs: int, call: str) -> None:
    if len(losses) != epochs:
        found = f"`loss` in your history has {len(losses)} number{'s' * (len(losses) != 1)}"
        kit.fail("train.wrong-epochs", found=found, wanted=epochs, call=call)


def judge_origin(candidate: Candidate) -> None:
    """Two models on two data sets never have one loss: then it comes from no training."""
    try:
        spied, flat = (losses_in(answer(candidate)) for answer in (spy_answer, even_answer))
    except (CandidateRaised, kit.Failure):
        return
    if spied is not None and flat is not None and math.isclose(spied[0], flat[0], rel_tol=1e-5):
        kit.fail("train.made-up-loss", found=f"{flat[0]:.6g}", call=EVEN_CALL)


def pixels(candidate: Candidate) -> None:
    PIXELS.fail(Spied.of(candidate), call=SPY_CALL)


def loss(candidate: Candidate) -> None:
    """Ten equally likely classes: ln 10 for cross-entropy, whatever the optimizer, since hardly a gradient is left."""
    answer = even_answer(candidate)
    losses = losses_in(answer)
    if losses is None:
        losses = judge_history(answer, EVEN_EPOCHS, EVEN_CALL)
    if (model := model_and_history(answer)[0]) is not None:
        judge_model(arrays(model.data.get("weights")), even(), EVEN_CALL)
    if math.isnan(losses[0]):
        message = (
            "the first loss is nan: somewhere on the way 0 was divided by 0, or the logarithm of 0 was taken"
        )
        kit.fail(
            None,
            message=f"{message} (in this call all images are equal: black but for one pixel)",
            call=EVEN_CALL,
        )
    off = losses[0] - math.log(10)
    if not abs(off) < 0.25 and not (off > 0 and led_away(answer)):
        kit.fail("train.wrong-loss", found=f"your history starts with {losses[0]:.4g}", call=EVEN_CALL)
    judge_origin(candidate)
    judge_gradient(candidate)


def led_away(answer: Any) -> bool:
    """Whether the steps were so large that in the second batch the classes were not equally likely any more."""
    return any(np.abs(w).max(initial=0) > 1 for w in arrays(model_in(answer).data.get("weights")))


def judge_gradient(candidate: Candidate) -> None:
    """Where the biases went, whatever the history says. Pixels and batches of another kind are judged elsewhere."""
    try:
        spied = Spied.of(candidate)
    except (CandidateRaised, kit.Failure):
        return
    if PIXELS(spied) is None and BATCHES(spied) is None and spied.seen.sum() > IMAGES / 2:
        LABELS.fail(spied, call=SPY_CALL)
        GRADIENT.fail(Step.taken(candidate), call=Step.call(candidate.tier))


@dataclass(frozen=True)
class Step:
    """One step over all posed digits: by how much the bias of each role moved, None where it shows no gradient."""

    each: int
    moved: dict[int, float] | None
    untouched: bool

    @staticmethod
    def call(tier: str) -> str:
        return f"train(model, images, labels, 1, {10 * POSED[tier]})"

    @classmethod
    def taken(cls, candidate: Candidate) -> Step:
        each = POSED[candidate.tier]
        asked = posed.pose(each, candidate.seed)
        before = asked.model.data["weights"]
        for epochs in (1, 3):  # a learning rate that is warmed up begins at 0
            answer = learn(candidate, asked.model, asked.images, asked.labels, epochs, len(asked.labels))
            weights = arrays(model_in(answer).data.get("weights"))
            if [w.shape for w in weights] != [w.shape for w in before]:
                return cls(each, None, False)
            if weights[-1].any():
                return cls(each, asked.moved(weights[-1]), False)
        return cls(each, None, all_equal(weights, before))

    def against(self, role: int) -> bool:
        """Whether this bias moved against cross-entropy, though all classes were seen."""
        if self.moved is None or self.each < posed.NEEDED[role]:
            return False
        seen = min(self.moved[posed.FIRST], self.moved[posed.LAST]) > 0
        return seen and self.moved[role] * posed.WANTED[role] < 0


def batches(candidate: Candidate) -> None:
    BATCHES.fail(Spied.of(candidate), call=SPY_CALL)


def arguments(candidate: Candidate) -> None:
    spy_answer(candidate)  # an answer that raises changes nothing, and deserves nothing
    try:
        train.leaves_alone((even(), *spy_data(), 1, 100), code="train.mutates-input")(candidate)
    except CandidateRaised as raised:
        explain(raised)
        raise


# --- the real run


@dataclass(frozen=True)
class Real:
    """What came back from the real run, and how it does on digits never seen."""

    candidate: Candidate
    answer: Any
    outputs: Outputs
    otherwise: float
    """The accuracy under the numbers that suit the model best."""

    def unchanged(self) -> bool:
        return all_equal(arrays(model_in(self.answer).data.get("weights")), network().data["weights"])

    def repeated(self) -> dict[str, str] | None:
        """No two epochs of a real training have one loss, to the last digit."""
        losses = losses_in(self.answer)
        return (
            {"found": kit.show(losses.tolist())}
            if losses is not None and np.any(np.diff(losses) == 0)
            else None
        )

    @cached_property
    def pace(self) -> float:
        """By how much the kernels changed, as a share of their own size: the median of all weights."""
        pairs = zip(
            arrays(model_in(self.answer).data.get("weights")), network().data["weights"], strict=False
        )
        kernels = [(now, then) for now, then in pairs if now.shape == then.shape and then.ndim > 1]
        if not kernels:
            return 1.0
        change, size = (
            np.concatenate([np.abs(a).ravel() for a in part])
            for part in ([now - then for now, then in kernels], [then for _, then in kernels])
        )
        return float(np.median(change) / np.median(size))

    def learns_pairs(self) -> bool:
        """Whether digits are learned that differ in every pixel: only wrong labels make that impossible.

        Small steps get nowhere near, but they go the right way: each digit has its own label as the likeliest.
        """
        labels = np.repeat(np.arange(10), 20)
        patterns = np.kron(np.eye(10, 10), np.ones(78)) @ np.eye(780, 784) * 255
        images = patterns.astype(np.uint8)[labels].reshape(-1, 28, 28)
        answer = learn(self.candidate, even(), images, labels, 10, 10)
        losses, weights = losses_in(answer), arrays(model_in(answer).data.get("weights"))
        if losses is None or losses.min() < 1.5 or [w.shape for w in weights] != [(784, 10), (10,)]:
            return True
        likeliest = (patterns / 255 @ weights[0].astype(np.float64) + weights[1]).argmax(axis=1)
        return bool(np.mean(likeliest == np.arange(10)) > 0.5)

    @cached_property
    def long_epoch(self) -> tuple[np.ndarray, np.ndarray]:
        """The averages of the spy's first layer, mean and variance, after an epoch as long as one of the real run."""
        labels = np.repeat(np.arange(10), REAL_IMAGES // 10)
        images = np.zeros((len(labels), 784), np.uint8)
        images[np.arange(len(labels)), labels] = images[:, WHITE] = 255
        answer = learn(self.candidate, spy(), images.reshape(-1, 28, 28), labels, 1, 64)
        mean, variance = (part.astype(np.float64) for part in spys_weights(answer)[2:4])
        return mean, variance

    @property
    def steps(self) -> int:
        """How many steps that epoch had; 0 where the spy's layer was not trained."""
        left = float(self.long_epoch[1][WHITE])
        return round(math.log(left) / math.log(MOMENTUM)) if 0 < left < 1 else 0

    @cached_property
    def last_classes(self) -> np.ndarray:
        """The share of each class in the last batches of a long epoch; of a class that came first a trace is left."""
        mean, _ = self.long_epoch
        lit = np.abs(mean - mean[BLACK])  # black need not be 0 where pixels are scaled otherwise
        return np.asarray(lit[:10] / max(lit[WHITE], 1e-9))

    def seen(self) -> np.ndarray:
        return np.flatnonzero(self.last_classes > UNSEEN)


# fmt: off
BOTH: dict[str, Any] = {
    "accuracy": lambda real: f"{real.outputs.accuracy:.1%}", "threshold": lambda real: f"{thresholds.minimum('e16_train'):.1%}",
}
REPEATED = Mistakes(Mistake("train.repeated-loss", Real.repeated, "found"))
MISSED = Mistakes(Mistake("train.untrained", Real.unchanged)) | REPEATED | Mistakes(
    Mistake("train.hardly-moved", lambda real: real.pace < SLOW, pace=lambda real: f"{real.pace:.2g}", **BOTH),
    Mistake("train.pairs-broken", lambda real: real.outputs.accuracy < BROKEN and not real.learns_pairs(),
            accuracy=BOTH["accuracy"]),
    Mistake("train.only-a-part", lambda real: 0 < len(real.seen()) < 10, **BOTH,
            labels=lambda real: ", ".join(map(str, real.seen()))),
    Mistake("train.too-few-steps", lambda real: 0 < real.steps < 0.6 * REAL_STEPS, "steps", wanted=REAL_STEPS, images=f"{REAL_IMAGES:,}", **BOTH),
    Mistake("train.no-shuffle", lambda real: real.last_classes.max() > 0.3,
            batch=lambda real: f"{real.last_classes.max():.0%} of class {real.last_classes.argmax()}"),
    Mistake("train.other-numbers", lambda real: real.otherwise >= thresholds.minimum("e16_train") > 2 * real.outputs.accuracy,
            **BOTH, otherwise=lambda real: f"{real.otherwise:.1%}"),
    Mistake("train.below-threshold", lambda real: True, **BOTH),
)
# fmt: on


def accuracy(candidate: Candidate) -> None:
    training, held_out = load("mnist", "train"), load("mnist", "held_out")
    numbers = renumbering.class_numbers(10, candidate.seed)
    given = numbers[training.labels[:REAL_IMAGES]]
    order = np.argsort(given, kind="stable")
    answer = learn(candidate, network(), training.images[order], given[order])
    losses = losses_in(answer)
    if losses is not None:
        judge_length(losses, REAL_EPOCHS, REAL_CALL)
    model = kit.rebuild(model_in(answer))
    pixels, labels = (
        held_out.images[:JUDGED, :, :, None].astype(np.float32),
        numbers[held_out.labels[:JUDGED]],
    )
    if tuple(model.input_shape or ())[1:] != (28, 28, 1):
        message = f"the returned model takes inputs of shape {model.input_shape}, not (None, 28, 28, 1)"
        kit.fail(None, message=message)
    scaled = Outputs.of(model, pixels / 255, labels, REAL_CALL)
    kit.measured("accuracy", scaled.accuracy)
    kit.curves("Training on digits, by epoch", model_and_history(answer)[1] or {})
    digits = renumbering.names([f"digit {digit}" for digit in range(10)], numbers)
    kit.confusion("Digits never seen", labels, scaled.classes, digits)
    if scaled.cross_entropy > 0.5:
        raw = Outputs.of(model, pixels, labels, REAL_CALL)
        if raw.cross_entropy < scaled.cross_entropy:
            kit.fail("train.raw-pixels", call=REAL_CALL)
    otherwise = renumbering.under_other_numbers(labels, scaled.classes, 10)
    mistakes = MISSED if scaled.accuracy < thresholds.minimum("e16_train") else REPEATED
    mistakes.fail(Real(candidate, answer, scaled, otherwise), call=REAL_CALL)


kit.checks(
    __name__,
    {
        "history": history,
        "pixels": pixels,
        "loss": loss,
        "batches": batches,
        "arguments": arguments,
        "accuracy": accuracy,
    },
)
