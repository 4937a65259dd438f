"""e16_train: accuracy hardly tells good training from bad, so small runs show what the model was fed.

`spy` begins with a batch normalisation, which averages its inputs: afterwards its averages say how bright a white
pixel was, how many steps there were and which image was in which of them (each image has a pixel of its own).
`even` is a run in which nothing can be learned, so that its loss is ln 10 for cross-entropy and nothing else. What a
history says can be made up; where the first step of `posed` digits led cannot.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, renumbering
from tfkata.checks.kit import Candidate, CandidateRaised, Mistake, Mistakes
from tfkata.checks.training_run import arrays, history_in, model_and_history, numbers, without_numbers
from tfkata.curriculum.e16_train import posed
from tfkata.curriculum.e16_train.digit_network import Outputs, network
from tfkata.curriculum.e16_train.real_run import (
    MISSED,
    REPEATED,
    Real,
)
from tfkata.curriculum.e16_train.runs import (
    BATCH,
    BLACK,
    EACH,
    EVEN_CALL,
    EVEN_EPOCHS,
    GREY,
    IMAGES,
    JUDGED,
    MOMENTUM,
    POSED,
    REAL_CALL,
    REAL_EPOCHS,
    REAL_IMAGES,
    SPY_CALL,
    STRANGERS,
    WHITE,
    all_equal,
    even,
    even_answer,
    explain,
    judge_model,
    learn,
    losses_in,
    model_in,
    spy,
    spy_answer,
    spy_data,
    spys_weights,
    train,
)
from tfkata.data import load


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
        """A training draws each image to its label: of most classes the images are drawn to another one, or to none.

        Steps of a huge rate throw them anywhere.
        """
        count = int(np.sum(self.rise.argmax(axis=1) != np.arange(10)))
        told = self.rise.any(axis=1).all() and np.abs(self.rise).max() <= 1
        return {"count": count} if count >= STRANGERS and told else None

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

    def ended_early(self) -> dict[str, int] | None:
        """Batches as large as they should be, and too few of them: it is no batch size of its own that shows."""
        wanted, left_out = IMAGES // BATCH * self.epochs, int(np.sum(~self.seen))
        whole = {len(classes) for classes in self.batches()} == {BATCH}
        return (
            {"steps": self.steps, "missing": left_out} if whole and left_out and self.steps < wanted else None
        )

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
    Mistake("train.steps-left-out", Spied.ended_early, "steps missing", wanted=IMAGES // BATCH, size=BATCH, images=IMAGES),
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
        found = without_numbers(history, "loss")
        kit.fail(
            "train.no-history", call=call, found=found, expected="a dict with a list of numbers under `loss`"
        )
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
