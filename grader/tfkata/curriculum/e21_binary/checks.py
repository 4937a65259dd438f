"""e21_binary: standardizing judged by its properties, the trained model by what it says about held-out patients."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, renumbering, running, sure_outputs
from tfkata.checks.kit import (
    Answer,
    Candidate,
    CandidateRaised,
    Described,
    Function,
    Mistake,
    Mistakes,
)
from tfkata.checks.reason import reason
from tfkata.checks.training_run import biases_are_zero
from tfkata.curriculum.e21_binary import outliers
from tfkata.curriculum.e21_binary.standardizing import (
    IN_TRAIN,
    TABLES,
    both,
    constant,
    in_all_forms,
    other,
    standardize,
)
from tfkata.data import Part, load

VALID_SHARE = 5
ALIKE = 0.08
"""Deviation of the outputs below which a model tells every patient about the same."""
CALL = "train_binary(x_train, y_train, x_valid, y_valid)"

train_binary = Function("train_binary", shown=lambda *_: CALL)


@cache
def patients(part: Part, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Scaled measurements and labels of the training or the held-out patients; the columns in the order of this seed."""
    train, found = load("breast-cancer", "train").images, load("breast-cancer", part)
    scaled = (found.images - train.mean(axis=0)) / train.std(axis=0)
    return renumbering.columns(scaled, seed), found.labels


def ask(candidate: Candidate) -> Answer:
    """One training run for all checks. The probe asks the compiled loss about sure errors and sure answers."""
    x, y = patients("train", candidate.seed)
    cut = len(x) // VALID_SHARE
    probe = {"x": x[:2], "y": y[:2], "detached": sure_outputs.asked()}
    options = {"weights": True, "probe_compiled": probe}
    return train_binary.ask(candidate, x[cut:], y[cut:], x[:cut], y[:cut], options=options)


def other_units(raised: CandidateRaised) -> dict[str, str] | None:
    units = re.search(r"output\.shape=\(None, (\d+)\)", raised.message)
    return {"found": f"(None, {units[1]})"} if units and units[1] != "1" else None


def other_loss(raised: CandidateRaised) -> dict[str, str] | None:
    loss = re.search(r"compile_loss/(\w+)", raised.message)
    fits = not any(sign in raised.message for sign in ("compile_loss", "label value"))
    classes = re.search(r"outside the valid range of \[0, (\d+)\)", raised.message)
    fits |= bool(classes and classes[1] != "1")  # a class for each label, and labels that are none of them
    return None if fits else {"found": f"`{loss[1]}`" if loss else "that was given"}


ERRORS = Mistakes(
    Mistake("binary.wrong-head", other_units, "found"),
    Mistake("binary.wrong-loss", other_loss, "found"),
)
"""Errors of Keras that come from a head or a loss that does not fit labels of shape (n,)."""


@dataclass(frozen=True)
class Trained:
    """The model that came back, and what it says; all of it found once for all checks."""

    candidate: Candidate
    described: Described

    @classmethod
    def of(cls, candidate: Candidate) -> Trained:
        answer: Answer = candidate.once("trained", lambda: ask(candidate))
        if answer.raised:
            ERRORS.fail(
                answer.raised,
                call=CALL,
                returned=f"{answer.raised.type_name}: {reason(answer.raised.message)}",
            )
        return cls(candidate, answer.model("binary.no-model"))

    @property
    def model(self) -> Any:
        return self.candidate.once("model", lambda: kit.rebuild(self.described))

    def patients(self, part: Part) -> tuple[np.ndarray, np.ndarray]:
        return patients(part, self.candidate.seed)

    def run(self, x: np.ndarray) -> np.ndarray:
        return running.outputs(self.model, x.astype(np.float32), call=CALL)

    def outputs(self, part: Part = "held_out") -> np.ndarray:
        """What the model says about class 1 for these patients, (n,); empty where there are too many columns."""
        x, _ = self.patients(part)
        found: np.ndarray = self.candidate.once(f"outputs {part}", lambda: self.run(x).reshape(len(x), -1))
        return found[:, -1] if found.shape[1] in (1, 2) else np.zeros(0)

    def constant(self, part: Part = "held_out") -> bool:
        """Whether everybody is told 1, as by a softmax over one unit."""
        p = self.outputs(part)
        return bool(p.size) and np.allclose(p, 1, atol=1e-6)

    @property
    def reach(self) -> tuple[float, float]:
        """Smallest and largest output far outside of the data: a sigmoid ends at 0 and 1, anything linear goes far beyond."""
        x, _ = self.patients("held_out")
        wide = np.concatenate([1e3 * x, -1e3 * x, x])
        far: np.ndarray = self.candidate.once("reach", lambda: self.run(wide).ravel())
        seen = far[np.isfinite(far)]
        return (float(seen.min()), float(seen.max())) if seen.size else (0.5, 0.5)

    @property
    def beyond(self) -> bool:
        """Whether outputs leave 0..1."""
        low, high = self.reach
        return low < 0 or high > 1


# fmt: off
HEAD = Mistakes(
    Mistake("binary.wrong-head", lambda m: len(m.model.output_shape) != 2 or m.model.output_shape[-1] != 1,
            found=lambda m: str(m.model.output_shape)),
    Mistake("binary.softmax-one-unit", Trained.constant),
    Mistake("binary.no-sigmoid", lambda m: m.beyond, found=lambda m: "{:.4g} to {:.4g}".format(*m.reach)),
)
# fmt: on


def head(candidate: Candidate) -> None:
    HEAD.fail(Trained.of(candidate), call=CALL)


@dataclass(frozen=True)
class Learned:
    """What the model says about the patients that it was trained on, and how often it is right about others."""

    trained: Trained
    right: float = 0.0
    least: float = 0.0

    @property
    def p(self) -> np.ndarray:
        return self.trained.outputs("train")

    @property
    def labels(self) -> np.ndarray:
        return self.trained.patients("train")[1]

    @property
    def found(self) -> str:
        return f"{self.right:.1%}"

    def alike(self) -> bool:
        return bool(self.p.std() <= ALIKE)

    def costs(self) -> tuple[float, float]:
        """Cross-entropy, and that of a model that always answers with the average."""
        return _cross_entropy(self.p, self.labels), _cross_entropy(
            np.full(len(self.labels), self.labels.mean()), self.labels
        )


def _cross_entropy(p: np.ndarray, labels: np.ndarray) -> float:
    of_truth = np.where(labels == 1, p, 1 - p)
    return float(-np.log(np.clip(of_truth, 1e-7, 1)).mean())


def most_frequent(trained: Trained) -> float:
    share = trained.patients("held_out")[1].mean()
    return float(max(share, 1 - share))


# fmt: off
AVERAGE: dict[str, Any] = {
    "found": lambda made: f"{made.p.mean():.2f} ± {made.p.std():.2f}", "share": lambda made: f"{made.labels.mean():.2f}",
}
BY_EFFECT = Mistakes(
    Mistake(None, lambda made: made.trained.beyond or made.trained.constant("train")),  # judged before
    Mistake("binary.says-the-average", Learned.alike, **AVERAGE),
    Mistake("binary.no-loss-minimised", lambda made: not made.costs()[0] < made.costs()[1],
            found=lambda made: f"{made.costs()[0]:.2f}", least=lambda made: f"{made.costs()[1]:.2f}"),
)
"""Whatever minimised cross-entropy at all ends below that of a model which always answers the average."""
SURE_ERRORS = Mistakes(
    Mistake("binary.sure-errors-ignored", lambda cost: not cost < outliers.MOST_COST, found=lambda cost: f"{cost:.1f}"),
)
TOO_OFTEN_WRONG = Mistakes(
    Mistake("binary.untrained", lambda made: biases_are_zero(made.trained.described.data.get("weights")), "found"),
    Mistake("binary.classes-swapped", lambda made: made.right <= 1 - made.least, "found"),
    Mistake("binary.says-the-average", lambda made: made.alike() and abs(made.p.mean() - made.labels.mean()) < ALIKE, **AVERAGE),
    look=lambda made: made if made.p.shape == made.labels.shape and np.ptp(made.p) > 0 else None,
) | Mistakes(
    Mistake("binary.below-threshold", lambda made: True, "found",
            wanted=lambda made: f"{made.least:.1%}", most=lambda made: f"{most_frequent(made.trained):.1%}"),
)
# fmt: on


def loss(candidate: Candidate) -> None:
    """Cross-entropy alone punishes a sure error of either class without bound.

    A compiled model is asked; what it was trained by shows in what it did, compiled or not. A head of more units was
    judged before; what fits it cannot be asked in this way.
    """
    trained = Trained.of(candidate)
    if trained.model.output_shape[-1] != 1:
        return
    judge_compiled(trained)
    if not trained.beyond and not trained.constant("train"):
        SURE_ERRORS.fail(cost_of_the_few(candidate), call=CALL)


def cost_of_the_few(candidate: Candidate) -> float:
    """What a model trained on outliers loses on them: the mean cross-entropy of the few, on the worse of the two sides."""
    count, columns = trained_on(candidate)
    x, y, few = outliers.table(count, columns, candidate.seed)
    cut = count // VALID_SHARE
    answer = train_binary.ask(candidate, x[cut:], y[cut:], x[:cut], y[:cut], options={"weights": True})
    if answer.raised:
        raise answer.raised
    model = kit.rebuild(answer.model("binary.no-model"))
    p = running.outputs(model, x[few].astype(np.float32), call=CALL).reshape(int(few.sum()), -1)[:, -1]
    return max(_cross_entropy(p[y[few] == label], y[few][y[few] == label]) for label in (0, 1))


def trained_on(candidate: Candidate) -> tuple[int, int]:
    """How many patients and measurements there are, so that neither table stands out by its size."""
    rows, columns = patients("train", candidate.seed)[0].shape
    return rows, columns


def judge_compiled(trained: Trained) -> None:
    probe = trained.described.data.get("probe")
    if not isinstance(probe, dict) or probe.get("compiled") is not True:
        BY_EFFECT.fail(Learned(trained), call=CALL)
        return
    if not sure_outputs.cost_as_cross_entropy(probe.get("losses"), logits=bool(trained.beyond)):
        kit.fail("binary.wrong-loss", call=CALL, found=f"`{probe.get('loss')}`")


def accuracy(candidate: Candidate) -> None:
    trained = Trained.of(candidate)
    _, labels = trained.patients("held_out")
    answers = (trained.outputs() >= 0.5).astype(int)
    right = float(np.mean(answers == labels)) if answers.shape == labels.shape else 0.0
    kit.measured("accuracy", right)
    if answers.shape == labels.shape:
        kit.confusion("Patients never seen", labels.astype(int), answers, ["malignant", "benign"])
    least = thresholds.minimum("e21_binary")
    if right < least:
        TOO_OFTEN_WRONG.fail(Learned(trained, right, least), call=CALL)


kit.checks(
    __name__,
    {
        "scale": standardize.agrees(diagnose=IN_TRAIN, examples=25),
        "other": [other, standardize.in_all_forms(in_all_forms, judge=both)],
        "constant": constant,
        "arguments": standardize.leaves_alone(code="standardize.mutates-input", forms=TABLES),
        "head": head,
        "loss": loss,
        "accuracy": accuracy,
    },
)
