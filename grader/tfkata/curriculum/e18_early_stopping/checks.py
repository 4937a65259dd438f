"""e18_early_stopping: when a run stopped, what it kept and what it gave back, known to the epoch.

Three walks of a model of one weight: `PLATEAU` must stop at its eighth epoch, `TO_THE_END` must not stop at all, and
`HOPELESS` at its second. A stopping rule that explains all three lengths names the misconception (`stopping.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit, overfitting, training_run
from tfkata.checks.kit import Candidate, CandidateRaised, Described, Failure, Problem, check, fail
from tfkata.checks.training_run import Run, row, shape_of
from tfkata.checks.walk import Walk
from tfkata.curriculum.e18_early_stopping import stopping

FUNCTION = "train_until_best"
TOPIC = "early-stopping"
FILE, MODEL = "the file", "the returned model"
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
# val_loss 1,052,676, then 4,202,500 for ever
HOPELESS = Asked(Walk(7.0, (-1025.0, *(-2049.0,) * 29)), 1)
ALL = (PLATEAU, TO_THE_END, HOPELESS)


@check("best_epoch")
def epoch_of_the_smallest_val_loss(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "best_epoch",
        arguments=_histories(),
        always=[({"loss": [0.9, 0.5, 0.3, 0.2], "val_loss": [1.0, 0.6, 0.7, 0.9]},), ({"val_loss": [0.5]},)],
        expected=lambda history: int(np.argmin(history["val_loss"])),
        judge=_whole_number,
        diagnose=_diagnose_best_epoch,
        examples=40,
    )


def _histories() -> Any:
    """Histories of `fit`, with many ties."""
    values = st.integers(1, 8).map(lambda quarters: quarters / 4)
    epoch = st.fixed_dictionaries(dict.fromkeys(("loss", "accuracy", "val_loss", "val_accuracy"), values))
    epochs = st.lists(epoch, min_size=1, max_size=8)
    return epochs.map(lambda rows: ({key: [row[key] for row in rows] for key in rows[0]},))


def _whole_number(got: Any, want: int) -> Problem | None:
    if isinstance(got, np.ndarray) and got.shape == ():
        got = got[()]
    if isinstance(got, int | np.integer) and not isinstance(got, bool):
        return None if got == want else Problem(f"returned {got}, expected {want}")
    return kit.returned_nothing(got) or Problem(f"returned {shape_of(got)}, expected a whole number, {want}")


def _diagnose_best_epoch(ask: Any) -> tuple[str, dict[str, Any]] | None:
    """Two histories in which every wrong answer would be another number."""
    history = {
        "loss": [0.9, 0.8, 0.75, 0.7, 0.65, 0.5, 0.55, 0.52],
        "accuracy": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.55, 0.58],
    }
    history |= {
        "val_loss": [0.95, 0.8, 0.4, 0.6, 1.5, 0.7, 0.65, 0.9],
        "val_accuracy": [0.9, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
    }
    got, values = ask(history), {"losses": row(np.array(history["val_loss"]))}
    if isinstance(got, float | np.floating) and abs(float(got) - 0.4) < 1e-6:
        return "best-epoch.returns-loss", values
    named = {7: "last", 3: "off-by-one", 1: "off-by-one", 5: "training-loss", 4: "largest"}
    named |= {6: "compares-with-previous"}
    if isinstance(got, int | np.integer | np.ndarray) and np.size(got) == 1 and int(got) in named:
        return f"best-epoch.{named[int(got)]}", {**values, "found": int(got)}
    tied = {"loss": [4.0, 3.0, 2.0, 1.0], "val_loss": [2.0, 1.0, 3.0, 1.0]}
    if (
        isinstance(got, int | np.integer)
        and int(got) == 2
        and np.size(again := ask(tied)) == 1
        and again == 3
    ):
        return "best-epoch.last-of-equals", {"losses": row(np.array(tied["val_loss"])), "found": 3}
    return None


def runs(candidate: Candidate) -> list[Run]:
    """All three walks, one after the other into the same file."""
    return [candidate.once(f"walk {i}", partial(_run, candidate, asked)) for i, asked in enumerate(ALL)]


def _run(candidate: Candidate, asked: Asked) -> Run:
    path = asked.walk
    arguments = (path.argument(), path.train, path.valid, path.epochs, asked.patience)
    answer, file, call = _train(candidate, arguments, "best.keras")
    return Run(path, call, answer, file, training_run.single_weight(_weights(file)))


def _train(candidate: Candidate, asked: tuple[Any, ...], name: str) -> tuple[Any, dict[str, Any], str]:
    """The answer, what a fresh process finds in the file, and the call as a learner would type it."""
    place = training_run.place(candidate, name)
    call = f'{FUNCTION}(model, train, valid, {asked[-2]}, {asked[-1]}, "{name}")'
    try:
        answer = candidate.call(FUNCTION, *asked, place, options={"weights": True})
    except CandidateRaised as raised:
        raised.call = call
        if "validation_split" in raised.message:
            error = f"{raised.type_name}: {raised.message}"[:300]
            fail("early-stopping.validates-on-training-data", call=call, returned=error)
        raise
    return answer, candidate.read_model(place), call


def _weights(file: dict[str, Any]) -> Any:
    model = file.get("model")
    return model.data.get("weights") if isinstance(model, Described) else None


@check("history")
def val_loss_of_each_epoch(candidate: Candidate) -> None:
    for run in runs(candidate):
        training_run.judge_losses(run, TOPIC)


@check("stops")
def stops_when_patience_is_over(candidate: Candidate) -> None:
    found = runs(candidate)
    if any(run.claimed is None for run in found):
        training_run.judge_history(found[0].answer, TOPIC, found[0].call)
    lengths = [0 if run.claimed is None else len(run.claimed) for run in found]
    for run, asked, ran in zip(found, ALL, lengths, strict=True):
        wanted = asked.epochs
        if run.claimed is not None and not run.follows_the_walk:
            wanted = _wanted(run.claimed, asked.walk.epochs, asked.patience)
        if ran != wanted:
            _explain_length(run, asked, ran, lengths)


def _wanted(claimed: np.ndarray, most: int, patience: int) -> int:
    """How many epochs a run with these losses should have had: more than it had if it stopped too early."""
    return stopping.length([*claimed, *[np.inf] * patience][:most], patience)


def _explain_length(run: Run, asked: Asked, ran: int, lengths: list[int]) -> NoReturn:
    walks = [stopping.Series.of(a.walk) for a in ALL]
    rule = stopping.explain(walks, [a.patience for a in ALL], lengths)
    values: dict[str, Any] = {"found": ran, "wanted": asked.epochs, "patience": asked.patience}
    values |= {"most": asked.walk.epochs, "losses": row(asked.walk.val_loss[: max(ran, asked.epochs)])}
    shown: dict[str, Any] = {
        "call": run.call,
        "returned": f"{ran} epochs",
        "expected": f"{asked.epochs} epochs",
    }
    by_patience = [(n, a.epochs) for n, a in zip(lengths, ALL, strict=True) if a.epochs < a.walk.epochs]
    if rule is None and ran > 0 and all(n == wanted for n, wanted in by_patience):
        fail("early-stopping.max-epochs", **shown, **values)
    if rule is None:
        many = f"patience {asked.patience}, at most {asked.walk.epochs} epochs"
        message = (
            f"your history tells of {ran} epochs, expected are {asked.epochs} ({many}, {values['losses']})"
        )
        fail(None, message=message, **shown)
    fail(f"early-stopping.{rule.code}", fixed=rule.fixed, **shown, **values)


@check("file")
def best_model_in_the_file(candidate: Candidate) -> None:
    before: float | None = None
    for run in runs(candidate):
        _judge_file(run.file, run.call)
        if not run.is_best(run.file_weight):
            if (
                before is not None
                and run.file_weight is not None
                and training_run.same(before, run.file_weight)
            ):
                fail("early-stopping.not-overwritten", **_values(run, FILE, "an earlier run"))
            _explain_epoch(run, run.file_weight, FILE)
        before = run.file_weight


def _judge_file(file: dict[str, Any], call: str) -> None:
    """Fails unless a whole model was found."""
    if file["kind"] == "missing":
        others = ", ".join(str(name) for name in file.get("found") or []) or "nothing"
        fail("early-stopping.no-file", call=call, found=others)
    if file["kind"] != "model":
        fail("early-stopping.not-a-model", call=call, reason=file.get("reason", "no reason given"))


def _explain_epoch(run: Run, weight: float | None, place: str) -> NoReturn:
    epoch = run.epoch_of(weight)
    if epoch is None:
        training_run.not_on_the_walk(run, weight, place)
    if epoch == 0 and place == MODEL:
        training_run.as_it_began(run)
    fail(_code(epoch, place, training_run.epochs_by_choice(run)), **_values(run, place, f"epoch {epoch}"))


def _code(epoch: int, place: str, by_choice: dict[str, int]) -> str:
    if epoch == by_choice["last"]:
        return "early-stopping.saves-last" if place == FILE else "early-stopping.weights-not-restored"
    chosen = [name.strip() for name, at in by_choice.items() if at == epoch]
    if chosen:
        return f"early-stopping.{chosen[0]}"
    return "early-stopping.not-overwritten" if place == FILE else "early-stopping.weights-not-restored"


def _values(run: Run, place: str, whose: str) -> dict[str, Any]:
    losses = row(run.walk.val_loss[: run.ran])
    values = {"place": place, "whose": whose, "best": run.best, "last": run.ran, "losses": losses}
    return {
        **values,
        "call": run.call,
        "returned": f"the weights of {whose}",
        "expected": f"of epoch {run.best}",
    }


@check("restored")
def best_weights_in_the_model(candidate: Candidate) -> None:
    """A model that agrees with a wrongly chosen file was restored, if one run shows it: the last epoch needs no
    restoring, nor does the start.
    """
    found = runs(candidate)
    restores = any(training_run.shows_restoring(run) for run in found)
    for run in found:
        weight = run.returned_weight
        if weight is None:
            shown: dict[str, Any] = {"returned": shape_of(run.answer), "expected": "(a model, a dict)"}
            fail(None, message="what came back is not the model that went in", call=run.call, **shown)
        if not run.is_best(weight) and not (restores and training_run.agrees_with_file(run)):
            _explain_epoch(run, weight, MODEL)


@check("digits")
def best_of_a_real_run(candidate: Candidate) -> None:
    """The rule holds for the history of a real run, and its smallest `val_loss` is what file and model evaluate to."""
    (train, valid), (_, model) = overfitting.digits(), overfitting.network()
    asked, patience = (model, train, valid, overfitting.MOST_EPOCHS), 2
    answer, file, call = _train(candidate, (*asked, patience), "digits.keras")
    claimed = training_run.judge_history(answer, TOPIC, call)
    kit.curves("A run that overfits, by epoch", answer[1])
    wanted = _wanted(claimed, overfitting.MOST_EPOCHS, patience)
    if len(claimed) != wanted:
        shown: dict[str, Any] = {
            "returned": f"{len(claimed)} epochs",
            "expected": f"{wanted} epochs",
            "call": call,
        }
        had_to = "go on at least to" if len(claimed) < wanted else "stop after"
        message = f"with a patience of {patience} this run had to {had_to} epoch {wanted}, counted from 1; your history has {len(claimed)}: {row(claimed)}"
        code = "early-stopping.never-stops" if len(claimed) == overfitting.MOST_EPOCHS else None
        values: dict[str, Any] = {"most": len(claimed), "wanted": wanted, "patience": patience}
        fail(code, message=message, losses=row(claimed), **values, **shown)
    _judge_file(file, call)
    for held_by, weights in ((FILE, _weights(file)), (MODEL, answer[0].data.get("weights"))):
        wrong = overfitting.judge_best(weights, claimed, answer[1])
        if wrong is not None and wrong.epoch is not None:
            code = _code_of_digits(candidate, wrong.epoch, held_by, wrong.by_choice)
            fail(code, place=held_by, call=call, **wrong.values)
        if wrong is not None:
            code = "validates-on-training-data" if wrong.on_training_data else "no-epoch"
            fail(f"early-stopping.{code}", place=held_by, call=call, **wrong.values)


def _code_of_digits(candidate: Candidate, epoch: int, place: str, by_choice: dict[str, int]) -> str:
    """The last epoch of a real run is often its best on training data: then the walks tell which it was."""
    code = _code(epoch, place, by_choice)
    if code != "early-stopping.saves-last":
        return code
    try:
        seen = training_run.choice_seen(runs(candidate)[0])
    except (CandidateRaised, Failure):
        return code
    return f"early-stopping.{seen}" if seen is not None and by_choice.get(seen, epoch) == epoch else code
