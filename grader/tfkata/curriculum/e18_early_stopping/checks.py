"""e18_early_stopping: when a run stopped, what it kept and what it gave back, known to the epoch.

Three walks of a model of one weight: `PLATEAU` must stop at its eighth epoch, `TO_THE_END` must not stop at all, and
`HOPELESS` at its second. A stopping rule that explains all three lengths names the misconception (`stopping.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit, overfitting, training_run
from tfkata.checks.keeping import FILE, MODEL, Keeping, chose, others_in
from tfkata.checks.kit import Candidate, Function, Mistake, Mistakes, Problem
from tfkata.checks.training_run import Run, row, shape_of
from tfkata.checks.walk import Walk
from tfkata.curriculum.e18_early_stopping import stopping

TOPIC = "early-stopping"
TINY = 2.0**-15
"""An improvement of val_loss by 6e-5 in walk `TO_THE_END`: small, and an improvement."""


@dataclass(frozen=True)
class Asked:
    """A walk and the patience to walk it with. All weights and rates are binary fractions, so equal losses are equal."""

    walk: Walk
    patience: int

    @property
    def epochs(self) -> int:
        return stopping.length(self.walk.val_loss, self.patience)


# val_loss 36, 4, 9, 16, 1, 6.25, 1, 25 | 7.56, 1.56, 0.25, 100, 1: the best is tied, a better one comes after the stop
PLATEAU = Asked(Walk(7.0, (-5.0, 3.0, -2.0, -3.0, 0.0, -1.5, 2.0, -4.0, -1.75, -0.25, 0.5, 11.0, 2.0)), 3)
# val_loss 4, 1, 0.99994, 9.0002, 0.24995, 16.0004: the run ends before its patience does
TO_THE_END = Asked(Walk(7.0, (3.0, 0.0, TINY, -2 - TINY, 0.5 + 1.5 * TINY, 5 + 6 * TINY)), 2)
# val_loss 1,052,676, then 4,202,500 forever
HOPELESS = Asked(Walk(7.0, (-1025.0, *(-2049.0,) * 29)), 1)
ALL = (PLATEAU, TO_THE_END, HOPELESS)

# --- best_epoch

VALUES = st.integers(1, 8).map(lambda quarters: quarters / 4)
EPOCH = st.fixed_dictionaries(dict.fromkeys(("loss", "accuracy", "val_loss", "val_accuracy"), VALUES))
HISTORIES = st.lists(EPOCH, min_size=1, max_size=8).map(
    lambda rows: ({key: [row[key] for row in rows] for key in rows[0]},)
)
"""Histories of `fit`, with many ties."""

TELLING = {
    "loss": [0.9, 0.8, 0.75, 0.7, 0.65, 0.5, 0.55, 0.52],
    "accuracy": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.55, 0.58],
    "val_loss": [0.95, 0.8, 0.4, 0.6, 1.5, 0.7, 0.65, 0.9],
    "val_accuracy": [0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
}
"""In which every wrong answer would be another number; the right one is 2."""
TIED = {"loss": [4.0, 3.0, 2.0, 1.0], "val_loss": [2.0, 1.0, 3.0, 1.0]}


def whole_number(got: Any, want: int) -> Problem | None:
    if isinstance(got, np.ndarray) and got.shape == ():
        got = got[()]
    if isinstance(got, int | np.integer) and not isinstance(got, bool):
        return None if got == want else Problem(f"returned {got}, expected {want}")
    return kit.returned_nothing(got) or Problem(f"returned {shape_of(got)}, expected a whole number, {want}")


def returns(*epochs: int) -> Callable[[Any], bool]:
    return lambda got: (
        isinstance(got, int | np.integer | np.ndarray) and np.size(got) == 1 and int(got) in epochs
    )


# fmt: off
TOLD: dict[str, Any] = {"losses": row(np.array(TELLING["val_loss"])), "found": int}
BEST_EPOCH = Mistakes(
    Mistake("best-epoch.returns-loss", lambda got: isinstance(got, float | np.floating) and abs(float(got) - 0.4) < 1e-6),
    Mistake("best-epoch.last", returns(7), **TOLD),
    Mistake("best-epoch.off-by-one", returns(1, 3), **TOLD),
    Mistake("best-epoch.training-loss", returns(5), **TOLD),
    Mistake("best-epoch.largest", returns(4), **TOLD),
    Mistake("best-epoch.compares-with-previous", returns(6), **TOLD),
    look=lambda ask: ask(TELLING),
) | Mistakes(
    Mistake("best-epoch.last-of-equals", returns(3), losses=row(np.array(TIED["val_loss"])), found=3),
    look=lambda ask: ask(TIED) if returns(2)(ask(TELLING)) else None,
)
# fmt: on

best_epoch = Function(
    "best_epoch",
    lambda history: int(np.argmin(history["val_loss"])),
    arguments=HISTORIES,
    always=[({"loss": [0.9, 0.5, 0.3, 0.2], "val_loss": [1.0, 0.6, 0.7, 0.9]},), ({"val_loss": [0.5]},)],
    judge=whole_number,
)


def long_histories(seed: int) -> list[list[tuple[dict[str, list[float]]]]]:
    """Long runs whose best epoch, drawn, comes late or early, is tied or is all there is to tell; one of them negative."""
    random = np.random.default_rng([seed, 18])

    def history(
        epochs: int, best: int, twin: int | None = None, below: float = 0.0
    ) -> tuple[dict[str, list[float]]]:
        val_loss = random.uniform(0.5, 1, epochs)
        val_loss[[best, best if twin is None else twin]] = 0.25
        others = {key: random.uniform(0, 1, epochs).tolist() for key in ("accuracy", "loss")}
        return ({**others, "val_loss": (val_loss - below).tolist()},)

    n = int(random.integers(40, 200))
    late, early = int(random.integers(30, n - 2)), int(random.integers(11, 29))
    found = [history(n, late), history(n, early), history(n, n - 1), history(n, 0), history(n, early, late)]
    return [[(TELLING,), *found, history(n, late, below=2.0), ({"val_loss": [0.75, 0.5]},)]]


# --- when it stopped


class Ended(NamedTuple):
    """A run that was too long or too short, and the rule that explains the lengths of all runs."""

    found: int
    wanted: int
    patience: int
    most: int
    losses: str
    rule: stopping.Rule | None
    in_time: bool
    """Whether patience ended every run that it should have ended."""


def watches(*names: str) -> Callable[[Ended], bool]:
    return lambda ended: ended.rule is not None and ended.rule.watches in names


# fmt: off
ENDS = Mistakes(
    Mistake("early-stopping.max-epochs", lambda ended: ended.rule is None and ended.found > 0 and ended.in_time,
            "found wanted losses patience most"),
    Mistake(None, lambda ended: ended.rule is None),
    Mistake("early-stopping.monitors-training", watches("loss", "loss_after")),
    Mistake("early-stopping.monitors-accuracy", watches("accuracy")),
    Mistake("early-stopping.wrong-mode", watches("upside down")),
    Mistake("early-stopping.never-stops", lambda ended: ended.rule.fixed == stopping.NEVER, "most wanted patience losses"),
    Mistake("early-stopping.ignores-patience", lambda ended: ended.rule.fixed, "found wanted patience",
            fixed=lambda ended: ended.rule.fixed),
    Mistake("early-stopping.counts-in-total", lambda ended: ended.rule.counts == "in total", "found wanted losses"),
    Mistake("early-stopping.compares-with-previous", lambda ended: ended.rule.counts == "against the previous", "losses"),
    Mistake("early-stopping.patience-off-by-one", lambda ended: ended.rule.offset, "found wanted losses patience"),
    Mistake("early-stopping.min-delta", lambda ended: ended.rule.margin),
    Mistake("early-stopping.equal-is-better", lambda ended: True, "found wanted losses"),
)
# fmt: on


def stops(candidate: Candidate) -> None:
    runs = keeping.runs(candidate)
    if any(run.claimed is None for run in runs):
        training_run.judge_history(runs[0].answer, TOPIC, runs[0].call)
    lengths = [0 if run.claimed is None else len(run.claimed) for run in runs]
    for run, asked, ran in zip(runs, ALL, lengths, strict=True):
        wanted = asked.epochs
        if run.claimed is not None and not run.follows_the_walk:
            wanted = length_for(run.claimed, asked.walk.epochs, asked.patience)
        if ran != wanted:
            explain_length(run, asked, ran, lengths)


def length_for(claimed: np.ndarray, most: int, patience: int) -> int:
    """How many epochs a run with these losses should have had: more than it had if it stopped too early."""
    return stopping.length([*claimed, *[np.inf] * patience][:most], patience)


def explain_length(run: Run, asked: Asked, ran: int, lengths: list[int]) -> None:
    walks = [stopping.Series.of(a.walk) for a in ALL]
    rule = stopping.explain(walks, [a.patience for a in ALL], lengths)
    in_time = all(n == a.epochs for n, a in zip(lengths, ALL, strict=True) if a.epochs < a.walk.epochs)
    most, losses = asked.walk.epochs, row(asked.walk.val_loss[: max(ran, asked.epochs)])
    shown: dict[str, Any] = {
        "call": run.call,
        "returned": f"{ran} epochs",
        "expected": f"{asked.epochs} epochs",
    }
    ENDS.fail(Ended(ran, asked.epochs, asked.patience, most, losses, rule, in_time), **shown)
    many = f"patience {asked.patience}, at most {most} epochs, {losses}"
    message = f"expected a history of {asked.epochs} epochs ({many}), got {ran}"
    kit.fail(None, message=message, **shown)


# --- what it kept

# fmt: off
ERRORS = Mistakes(
    Mistake("early-stopping.validates-on-training-data", lambda stopped: "validation_split" in stopped.raised.message),
    Mistake("early-stopping.no-file", lambda stopped: stopped.misses_what_it_kept,
            found=lambda stopped: others_in(stopped.file)),
)
FILES = Mistakes(
    Mistake("early-stopping.no-file", lambda file: file["kind"] == "missing", found=others_in),
    Mistake("early-stopping.not-a-model", lambda file: file["kind"] != "model",
            reason=lambda file: file.get("reason", "no reason given")),
)
CHOICES = Mistakes(
    Mistake("early-stopping.validates-on-training-data", chose("training data")),
    Mistake("early-stopping.no-epoch", chose("no epoch"), "place found best losses"),
    Mistake("early-stopping.weights-not-restored", chose("last", None, place=MODEL), "whose best last losses"),
    Mistake("early-stopping.saves-last", chose("last"), "best last losses"),
    Mistake("early-stopping.min-delta", chose("min-delta")),
    Mistake("early-stopping.monitors-training", chose("monitors-training")),
    Mistake("early-stopping.monitors-accuracy", chose("monitors-accuracy")),
    Mistake("early-stopping.wrong-mode", chose("wrong-mode")),
    Mistake("early-stopping.compares-with-previous", chose("compares-with-previous"), "losses"),
    Mistake("early-stopping.not-overwritten", chose(None, place=FILE), "whose best losses"),
)
LOSSES = training_run.losses(TOPIC)
# fmt: on

keeping = Keeping(
    "train_until_best",
    TOPIC,
    suffix=".keras",
    walks=[(asked.walk, (asked.patience,)) for asked in ALL],
    read=lambda candidate, path, model: candidate.read_model(path),
    errors=ERRORS,
    files=FILES,
    choices=CHOICES,
    losses=LOSSES,
    lives=training_run.lives(TOPIC),
)


def history(candidate: Candidate) -> None:
    for run in keeping.runs(candidate):
        keeping.judge_losses(run)


def judge_length(claimed: np.ndarray, call: str, patience: int) -> None:
    """The rule holds for the history of a real run."""
    found, most, losses = len(claimed), overfitting.MOST_EPOCHS, row(claimed)
    wanted = length_for(claimed, most, patience)
    if found != wanted:
        shown: dict[str, Any] = {"call": call, "returned": f"{found} epochs", "expected": f"{wanted} epochs"}
        if found == most:
            told: dict[str, Any] = {"most": found, "wanted": wanted, "patience": patience, "losses": losses}
            kit.fail("early-stopping.never-stops", **told, **shown)
        had_to = "go on at least to" if found < wanted else "stop after"
        message = f"with a patience of {patience} this run had to {had_to} epoch {wanted}, counted from 1"
        kit.fail(None, message=f"{message}; your history has {found}: {losses}", **shown)


def digits(candidate: Candidate, patience: int = 2) -> None:
    judge = partial(judge_length, patience=patience)
    keeping.best_of_a_real_run(candidate, overfitting.MOST_EPOCHS, patience, judge_length=judge)


kit.checks(
    __name__,
    {
        "best_epoch": [
            best_epoch.agrees(diagnose=BEST_EPOCH, examples=40),
            best_epoch.in_all_forms(long_histories),
            best_epoch.leaves_alone((TELLING,)),
        ],
        "history": history,
        "stops": stops,
        "file": keeping.best_in_the_file,
        "restored": keeping.best_in_the_model,
        "digits": digits,
    },
)
