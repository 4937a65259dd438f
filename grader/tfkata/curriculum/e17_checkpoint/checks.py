"""e17_checkpoint: what a run kept and gave back is read off weights; its own claims are only compared with them.

The quick checks walk a model of one weight along `MIDDLE`, where every way to choose an epoch chooses another one,
and then, into the same file, along `LARGE`. The full one trains on digits with wrong labels until it overfits.
"""

from __future__ import annotations

import numpy as np

from tfkata.checks import kit, overfitting, training_run
from tfkata.checks.keeping import FILE, MODEL, Keeping, chose, others_in
from tfkata.checks.kit import Candidate, CandidateRaised, Failure, Mistake, Mistakes
from tfkata.checks.walk import Walk

TOPIC = "checkpoint"
# val_loss 2.25, 1, 16, 0.06262, 0.0625, 0.66, 5.5, 7.3, 0.35, 0.46: the best is better than the one before by little
MIDDLE = Walk(
    3.0, (-0.5, 2.0, 5.0, 1.25 + 2.0**-12, 1.25, 1.8125, -1.3515625, -1.703125, 0.40625, 0.318359375)
)
LARGE = Walk(3.0, (511.0, 2047.0, -769.0))

# fmt: off
ERRORS = Mistakes(
    Mistake("checkpoint.validates-on-training-data", lambda stopped: "validation_split" in stopped.raised.message),
    Mistake("checkpoint.full-model", lambda stopped: stopped.file["kind"] == "full_model"),
    Mistake("checkpoint.no-file", lambda stopped: stopped.misses_what_it_kept,
            found=lambda stopped: others_in(stopped.file)),
)
FILES = Mistakes(
    Mistake("checkpoint.no-file", lambda file: file["kind"] == "missing", found=others_in),
    Mistake("checkpoint.full-model", lambda file: file["kind"] == "full_model"),
)
CHOICES = Mistakes(
    Mistake("checkpoint.validates-on-training-data", chose("training data")),
    Mistake("checkpoint.no-epoch", chose("no epoch"), "place found best losses"),
    Mistake("checkpoint.not-restored", lambda kept: kept.place == MODEL, "whose best last losses"),
    Mistake("checkpoint.saves-last", chose("last"), "best last losses"),
    Mistake("checkpoint.min-delta", chose("min-delta"), "whose best losses"),
    Mistake("checkpoint.monitors-training", chose("monitors-training"), "whose best losses"),
    Mistake("checkpoint.monitors-accuracy", chose("monitors-accuracy"), "whose best losses"),
    Mistake("checkpoint.wrong-mode", chose("wrong-mode"), "whose losses"),
    Mistake("checkpoint.compares-with-previous", chose("compares-with-previous"), "whose best losses"),
    Mistake("checkpoint.fixed-start", chose("fixed start"), "losses", smallest=f"{LARGE.val_loss.min():,.0f}"),
    Mistake("checkpoint.not-overwritten", lambda kept: kept.place == FILE, "whose best losses"),
)
LOSSES = training_run.losses(TOPIC)
# fmt: on


def fixed_start(candidate: Candidate) -> str | None:
    """An earlier run's file was left as it was: what exists was spared, or the losses of this run never counted as good."""
    try:
        spared = keeping.walk(candidate, 1, "fresh").file["kind"] != "missing"
    except (CandidateRaised, Failure):
        spared = False
    return None if spared else "fixed start"


keeping = Keeping(
    "train_with_checkpoint",
    TOPIC,
    suffix=".weights.h5",
    walks=[(MIDDLE, ()), (LARGE, ())],
    read=Candidate.read_weights,
    errors=ERRORS,
    files=FILES,
    choices=CHOICES,
    losses=LOSSES,
    lives=training_run.lives(TOPIC),
    spoilt_by_earlier_run=fixed_start,
    restored_from_file=True,
)


def judge_length(claimed: np.ndarray, call: str, epochs: int = overfitting.EPOCHS) -> None:
    if len(claimed) != epochs:
        returned = training_run.row(claimed)
        kit.fail("checkpoint.wrong-epochs", call=call, returned=returned, found=len(claimed), wanted=epochs)


def history(candidate: Candidate) -> None:
    for run in keeping.runs(candidate):
        judge_length(training_run.judge_history(run.answer, TOPIC, run.call), run.call, run.walk.epochs)
        keeping.judge_losses(run)


def weights_only(candidate: Candidate) -> None:
    for run in keeping.runs(candidate):
        keeping.judge_file(run.file, run.call)


def digits(candidate: Candidate) -> None:
    keeping.best_of_a_real_run(candidate, overfitting.EPOCHS, judge_length=judge_length)


kit.checks(
    __name__,
    {
        "history": history,
        "weights_only": weights_only,
        "best": keeping.best_in_the_file,
        "restored": keeping.best_in_the_model,
        "digits": digits,
    },
)
