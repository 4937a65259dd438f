"""e32_spam: what becomes of mails is asked about in the answer's own ids; the model is judged by what it says of new mails."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, running
from tfkata.checks.kit import Answer, Candidate, CandidateRaised, Described, Function, Mistake, Mistakes
from tfkata.checks.reason import reason
from tfkata.checks.training_run import biases_are_zero
from tfkata.curriculum.e32_spam.mails import (
    WORDS,
    Sequences,
    alone,
    mails,
    rows,
    sequences,
    vocabulary,
)

CALL = "train_classifier(sequences, labels, seed)"
MOST_PARAMETERS = 500_000
SURE, SURE_LOGIT, LEAST_COST = 1e-6, 20.0, 5.0
CHANCE = 0.01
"""By so much a model may be better than the trivial answer without having learned anything: half a deviation."""

train_classifier = Function("train_classifier", shown=lambda *_: CALL)


# --- trainings


def sure_outputs() -> list[tuple[np.ndarray, np.ndarray]]:
    """(label, output) for a sure error of each class, a sure answer of each and an undecided one; probabilities, then logits."""
    pairs = [
        (label, output)
        for low, middle, high in ((SURE, 0.5, 1 - SURE), (-SURE_LOGIT, 0.0, SURE_LOGIT))
        for label, output in ((1, low), (0, high), (1, high), (0, low), (1, middle), (0, middle))
    ]
    return [(np.array([[label]], np.float32), np.array([[output]], np.float32)) for label, output in pairs]


def seed_for(candidate: Candidate) -> int:
    """Another for each of our seeds, and too small to tell which that is."""
    return int(np.random.default_rng([candidate.seed, 32]).integers(1000))


def ask(candidate: Candidate, x: np.ndarray, y: np.ndarray) -> Described:
    """One training, whose compiled loss is asked about sure errors and sure answers."""
    options = {"weights": True, "probe_compiled": {"x": x[:2], "y": y[:2], "detached": sure_outputs()}}
    answer: Answer = train_classifier.ask(candidate, x, y, seed_for(candidate), options=options)
    if answer.raised:
        told = f"{answer.raised.type_name}: {reason(answer.raised.message)}"
        ERRORS.fail(answer.raised, call=CALL, returned=told)
    return answer.model("spam.no-model")


def row_missing(raised: CandidateRaised) -> dict[str, str] | None:
    found = re.search(r"= (\d+) is not in \[0, (\d+)\)", raised.message)
    return {"id": found[1], "rows": found[2]} if found else None


def other_units(raised: CandidateRaised) -> dict[str, str] | None:
    units = re.search(r"output\.shape=\(None, (\d+)\)", raised.message)
    return {"found": f"(None, {units[1]})"} if units and units[1] != "1" else None


ERRORS = Mistakes(
    Mistake("spam.out-of-vocabulary-crash", row_missing, "id rows"),
    Mistake("spam.wrong-head", other_units, "found"),
)
"""Errors of Keras that come from too few rows, and from a head that does not fit labels of shape (n,)."""


@dataclass(frozen=True)
class Trained:
    """The model of the real training, and what it says; all of it found once for all checks."""

    candidate: Candidate
    described: Described

    @classmethod
    def of(cls, candidate: Candidate) -> Trained:
        def asked() -> Described:
            found = sequences(candidate)
            return ask(candidate, found.train[found.common], mails("train").labels[found.common])

        return cls(candidate, candidate.once("trained", asked))

    @property
    def sequences(self) -> Sequences:
        return sequences(self.candidate)

    @property
    def model(self) -> Any:
        return self.candidate.once("model", lambda: kit.rebuild(self.described))

    @property
    def p(self) -> np.ndarray:
        """What it says about each held-out mail, (n,); of more units the last."""
        found: np.ndarray = self.candidate.once("said", lambda: self.said(self.sequences.held_out))
        return found

    def said(self, x: np.ndarray) -> np.ndarray:
        rows_for(self.model, self.sequences.ids)
        outputs = running.outputs(self.model, x.astype(np.int32), call=CALL)
        return outputs.reshape(len(x), -1)[:, -1]

    def always_one(self) -> bool:
        """As a softmax over one unit says."""
        return self.p.size > 0 and bool(np.allclose(self.p, 1, atol=1e-6))

    def beyond(self) -> str | None:
        """Outputs that are no probabilities."""
        good = np.isfinite(self.p).all() and self.p.min() >= -1e-6 and self.p.max() <= 1 + 1e-6
        return None if good else f"{self.p.min():.4g} to {self.p.max():.4g}"


def rows_for(model: Any, ids: np.ndarray) -> None:
    """Fails where the one Embedding layer has too few rows: on a CPU that is an error, on a GPU a row of zeros."""
    tables = [layer for layer in flat(model) if hasattr(layer, "embeddings")]
    if len(tables) == 1 and ids.max() >= tables[0].input_dim:
        rows = str(tables[0].input_dim)
        kit.fail("spam.out-of-vocabulary-crash", call=CALL, id=str(ids.max()), rows=rows)


def flat(model: Any) -> list[Any]:
    """All layers, those of models inside models included."""
    return [part for layer in model.layers for part in (flat(layer) if hasattr(layer, "layers") else [layer])]


# --- head, size and ids

# fmt: off
HEAD = Mistakes(
    Mistake("spam.wrong-head", lambda m: len(m.model.output_shape) != 2 or m.model.output_shape[-1] != 1, found=lambda m: str(m.model.output_shape)),
    Mistake("spam.softmax-one-unit", Trained.always_one),
    Mistake("spam.no-sigmoid", Trained.beyond, found=Trained.beyond),
)
SIZE = Mistakes(
    Mistake("spam.too-large", lambda count: isinstance(count, int) and count > MOST_PARAMETERS, found=lambda count: f"{count:,}", most=f"{MOST_PARAMETERS:,}"),
)
# fmt: on


def head(candidate: Candidate) -> None:
    HEAD.fail(Trained.of(candidate), call=CALL)


def size(candidate: Candidate) -> None:
    trained = Trained.of(candidate)
    SIZE.fail(trained.described.data.get("count"), call=CALL)
    SIZE.fail(trained.model.count_params(), call=CALL)


def ids(candidate: Candidate) -> None:
    """Each id that `prepare` may give gets an answer, also those that did not occur in training."""
    trained = Trained.of(candidate)
    every = trained.sequences.ids
    padded = np.resize(every, (-(-every.size // WORDS), WORDS))
    if not np.isfinite(trained.said(padded)).all():
        kit.fail(None, message="for some of the ids that `prepare` gives, the model answers NaN", call=CALL)


# --- loss


def loss(candidate: Candidate) -> None:
    """The compiled loss, asked: cross-entropy alone punishes a sure error of either class without bound.

    Of a model that is not compiled (a loop of the learner's own) nothing can be asked; what it learned is judged by others.
    A head of more units was judged before, and what fits it cannot be asked in this way.
    """
    trained = Trained.of(candidate)
    probe = trained.described.data.get("probe")
    if (
        trained.model.output_shape[-1] != 1
        or not isinstance(probe, dict)
        or probe.get("compiled") is not True
    ):
        return
    given = probe.get("losses")
    costs = [c if isinstance(c, float) else math.nan for c in (given if isinstance(given, list) else [])]
    logits = trained.beyond() is not None
    if len(costs) != 12 or not is_cross_entropy(costs[6:] if logits else costs[:6], logits):
        kit.fail("spam.wrong-loss", call=CALL, found=f"`{probe.get('loss')}`")


def is_cross_entropy(costs: list[float], logits: bool) -> bool:
    """Whether sure errors cost much, sure answers little, and an undecided one not next to nothing, as with a focal loss."""
    errors, answers, undecided = costs[:2], costs[2:4], costs[4:]
    share = math.log(2) / (SURE_LOGIT if logits else -math.log(SURE))
    fair = all(cost > share / 2 * error for cost, error in zip(undecided, errors, strict=True))
    return min(errors) > LEAST_COST and max(answers) < 1 and fair


# --- how good it is


@dataclass(frozen=True)
class Reached:
    """What a model says about mails that it never saw, and what is right."""

    trained: Trained
    least: float

    @property
    def spam(self) -> np.ndarray:
        return np.asarray(mails("held_out").labels == 1)

    @property
    def called(self) -> np.ndarray:
        return np.asarray(self.trained.p >= 0.5)

    @property
    def right(self) -> float:
        return float(np.mean(self.called == self.spam))

    @property
    def recall(self) -> float:
        return float(np.mean(self.called[self.spam]))

    @property
    def trivial(self) -> float:
        """How often one and the same answer for every mail is right."""
        return float(max(self.spam.mean(), 1 - self.spam.mean()))

    def one_answer(self) -> str | None:
        """The answer that every mail gets."""
        if self.called.all() or not self.called.any():
            return "spam" if self.called.all() else "no spam"
        return None

    def hardly_found(self) -> str:
        return f"{int(self.called[self.spam].sum())} of {int(self.spam.sum())}"


# fmt: off
TOLD: dict[str, Any] = {"found": lambda reached: f"{reached.right:.1%}", "trivial": lambda reached: f"{reached.trivial:.1%}"}
NOTHING_LEARNED = Mistakes(
    Mistake("spam.untrained", lambda reached: biases_are_zero(reached.trained.described.data.get("weights")), **TOLD),
    Mistake("spam.classes-swapped", lambda reached: reached.right <= 1 - thresholds.minimum("e32_spam"), **TOLD),
    Mistake("spam.no-better-than-trivial", lambda reached: reached.one_answer(), **TOLD, answer=lambda reached: f"\"{reached.one_answer()}\" for every mail"),
    Mistake("spam.no-better-than-trivial", lambda reached: reached.right <= reached.trivial + CHANCE, **TOLD, answer="hardly more than chance"),
)
MISSED = NOTHING_LEARNED | Mistakes(
    Mistake("spam.misses-spam", lambda reached: True, found=Reached.hardly_found, recall=lambda reached: f"{reached.recall:.1%}",
            right=lambda reached: f"{reached.right:.1%}", wanted=lambda reached: f"{reached.least:.1%}"),
)
TOO_OFTEN_WRONG = NOTHING_LEARNED | Mistakes(
    Mistake("spam.below-threshold", lambda reached: True, **TOLD, wanted=lambda reached: f"{reached.least:.1%}"),
)
# fmt: on


def recall(candidate: Candidate) -> None:
    """A model that calls everything spam finds all of it, and is judged by its accuracy."""
    reached = Reached(Trained.of(candidate), thresholds.minimum("e32_spam", "recall"))
    kit.measured("recall", reached.recall)
    if reached.recall < reached.least:
        MISSED.fail(reached, call=CALL)


def accuracy(candidate: Candidate) -> None:
    reached = Reached(Trained.of(candidate), thresholds.minimum("e32_spam"))
    kit.measured("accuracy", reached.right)
    labels, called = reached.spam.astype(int), reached.called.astype(int)
    kit.confusion("Mails never seen", labels, called, ["wanted", "spam"])
    if reached.right < reached.least:
        TOO_OFTEN_WRONG.fail(reached, call=CALL)


kit.checks(
    __name__,
    {
        "vocabulary": vocabulary,
        "rows": rows,
        "alone": alone,
        "head": head,
        "size": size,
        "ids": ids,
        "loss": loss,
        "recall": recall,
        "accuracy": accuracy,
    },
)
