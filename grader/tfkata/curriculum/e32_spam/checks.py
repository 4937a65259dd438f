"""e32_spam: what becomes of mails is asked about in the answer's own ids; the model is judged by what it says of new mails."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, running, sure_outputs
from tfkata.checks.kit import Answer, Candidate, CandidateRaised, Described, Function, Mistake, Mistakes
from tfkata.checks.linear_output import layers_in
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
CHANCE = 0.01
"""By so much a model may be better than the trivial answer without having learned anything: half a deviation."""

train_classifier = Function("train_classifier", shown=lambda *_: CALL)


# --- trainings


def seed_for(candidate: Candidate) -> int:
    """Another for each of our seeds, and too small to tell which that is."""
    return int(np.random.default_rng([candidate.seed, 32]).integers(1000))


def ask(candidate: Candidate, x: np.ndarray, y: np.ndarray) -> Described:
    """One training, whose compiled loss is asked about sure errors and sure answers."""
    options = {"weights": True, "probe_compiled": {"x": x[:2], "y": y[:2], "detached": sure_outputs.asked()}}
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
    tables = [layer for layer in layers_in(model) if hasattr(layer, "embeddings")]
    if len(tables) == 1 and ids.max() >= tables[0].input_dim:
        rows = str(tables[0].input_dim)
        kit.fail("spam.out-of-vocabulary-crash", call=CALL, id=str(ids.max()), rows=rows)


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
    logits = trained.beyond() is not None
    if not sure_outputs.cost_as_cross_entropy(probe.get("losses"), logits=logits):
        kit.fail("spam.wrong-loss", call=CALL, found=f"`{probe.get('loss')}`")


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
