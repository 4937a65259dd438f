"""e17_checkpoint: what a run kept and gave back is read off weights; its own claims are only compared with them.

The quick checks walk a model of one weight along `MIDDLE`, where every way to choose an epoch chooses another one,
and then, into the same file, along `LARGE`. The full one trains on digits with wrong labels until it overfits.
"""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from tfkata.checks import kit, overfitting, training_run
from tfkata.checks.kit import Candidate, CandidateRaised, Failure, check, fail
from tfkata.checks.training_run import Run, row, shape_of
from tfkata.checks.walk import Walk

FUNCTION = "train_with_checkpoint"
TOPIC = "checkpoint"
# val_loss 2.25, 1, 16, 0.06262, 0.0625, 0.66, 5.5, 7.3, 0.35, 0.46: the best is better than the one before by little
MIDDLE = Walk(
    3.0, (-0.5, 2.0, 5.0, 1.25 + 2.0**-12, 1.25, 1.8125, -1.3515625, -1.703125, 0.40625, 0.318359375)
)
LARGE = Walk(3.0, (511.0, 2047.0, -769.0))
FILE, MODEL = "the file", "the returned model"


def middle(candidate: Candidate) -> Run:
    run: Run = candidate.once("middle", lambda: _run(candidate, MIDDLE, "best.weights.h5"))
    return run


def large(candidate: Candidate) -> Run:
    """The second run, which finds the file of the first one."""
    middle(candidate)
    run: Run = candidate.once("large", lambda: _run(candidate, LARGE, "best.weights.h5"))
    return run


def _run(candidate: Candidate, path: Walk, name: str) -> Run:
    asked = (path.argument(), path.train, path.valid, path.epochs)
    answer, file, call = _train(candidate, asked, name)
    return Run(path, call, answer, file, training_run.single_weight(file.get("weights")))


def _train(candidate: Candidate, asked: tuple[Any, ...], name: str) -> tuple[Any, dict[str, Any], str]:
    """The answer, what a fresh process finds in the file, and the call as a learner would type it."""
    place = training_run.place(candidate, name)
    call = f'{FUNCTION}(model, train, valid, {asked[-1]}, "{name}")'
    try:
        answer = candidate.call(FUNCTION, *asked, place, options={"weights": True})
    except CandidateRaised as raised:
        raised.call = call
        _explain_exception(raised, candidate.read_weights(place, asked[0]))
    return answer, candidate.read_weights(place, asked[0]), call


def _explain_exception(raised: CandidateRaised, file: dict[str, Any]) -> NoReturn:
    """Some misconceptions end in an exception of Keras that says little about them."""
    evidence: dict[str, Any] = {
        "call": raised.call,
        "returned": f"{raised.type_name}: {raised.message}"[:300],
    }
    if "validation_split" in raised.message:
        fail("checkpoint.validates-on-training-data", **evidence)
    if file["kind"] == "full_model":
        fail("checkpoint.full-model", **evidence)
    if file["kind"] == "missing" and raised.type_name == "FileNotFoundError":
        fail("checkpoint.no-file", found=_others(file), **evidence)
    raise raised


def _others(file: dict[str, Any]) -> str:
    return ", ".join(str(name) for name in file.get("found") or []) or "nothing"


@check("history")
def every_epochs_val_loss(candidate: Candidate) -> None:
    for run in (middle(candidate), large(candidate)):
        _judge_length(training_run.judge_history(run.answer, TOPIC, run.call), run.walk.epochs, run.call)
        training_run.judge_losses(run, TOPIC)


def _judge_length(claimed: np.ndarray, epochs: int, call: str) -> None:
    if len(claimed) != epochs:
        fail("checkpoint.wrong-epochs", call=call, returned=row(claimed), found=len(claimed), wanted=epochs)


@check("weights_only")
def weights_alone(candidate: Candidate) -> None:
    for run in (middle(candidate), large(candidate)):
        _judge_file(run.file, run.call)


def _judge_file(file: dict[str, Any], call: str) -> None:
    """Fails unless a file of weights was found."""
    if file["kind"] == "missing":
        fail("checkpoint.no-file", call=call, found=_others(file))
    if file["kind"] == "full_model":
        fail("checkpoint.full-model", call=call)
    if file["kind"] != "weights":
        reason = file.get("reason", "no reason given")
        fail(None, message=f"the file at path cannot be read as weights of this model ({reason})", call=call)


@check("best")
def best_epoch_in_the_file(candidate: Candidate) -> None:
    first, second = middle(candidate), large(candidate)
    for run in (first, second):
        _judge_file(run.file, run.call)
        if run.is_best(run.file_weight):
            continue
        if run is second and _same(first.file_weight, second.file_weight):
            _explain_stale(candidate, second)
        _explain_epoch(run, run.file_weight, FILE)


def _same(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and training_run.same(one, other)


def _explain_epoch(run: Run, weight: float | None, place: str) -> NoReturn:
    """Each wrong way to choose an epoch chooses another one on the walk."""
    epoch = run.epoch_of(weight)
    if epoch is None:
        training_run.not_on_the_walk(run, weight, place)
    if epoch == 0 and place == MODEL:
        training_run.as_it_began(run)
    fail(_code(epoch, place, training_run.epochs_by_choice(run)), **_values(run, place, f"epoch {epoch}"))


def _code(epoch: int, place: str, by_choice: dict[str, int]) -> str:
    if place == MODEL:
        return "checkpoint.not-restored"
    if epoch == by_choice["last"]:
        return "checkpoint.saves-last"
    chosen = [name.strip() for name, at in by_choice.items() if at == epoch]
    return f"checkpoint.{chosen[0]}" if chosen else "checkpoint.not-overwritten"


def _values(run: Run, place: str, whose: str) -> dict[str, Any]:
    losses = row(run.walk.val_loss[: run.ran])
    values = {"place": place, "whose": whose, "best": run.best, "last": run.ran, "losses": losses}
    return {
        **values,
        "call": run.call,
        "returned": f"the weights of {whose}",
        "expected": f"of epoch {run.best}",
    }


def _explain_stale(candidate: Candidate, second: Run) -> NoReturn:
    """The second run left the first one's file: it spares what exists, or its own losses never counted as good."""
    try:
        spared = _run(candidate, LARGE, "fresh.weights.h5").file["kind"] != "missing"
    except (CandidateRaised, Failure):
        spared = False
    code = "checkpoint.not-overwritten" if spared else "checkpoint.fixed-start"
    smallest = f"{LARGE.val_loss.min():,.0f}"
    fail(code, smallest=smallest, **_values(second, FILE, "an earlier run"))


@check("restored")
def best_weights_in_the_model(candidate: Candidate) -> None:
    """A model that agrees with a wrongly chosen file was restored, if one run shows it: the last epoch needs no
    restoring, nor does the start.
    """
    runs = (middle(candidate), large(candidate))
    restores = any(training_run.shows_restoring(run) for run in runs)
    for run in runs:
        weight = run.returned_weight
        if weight is None:
            shown: dict[str, Any] = {
                "returned": shape_of(run.answer),
                "expected": "(a model, a dict)",
                "call": run.call,
            }
            fail(None, message="what came back is not the model that went in", **shown)
        if not run.is_best(weight) and not (restores and training_run.agrees_with_file(run)):
            _explain_epoch(run, weight, MODEL)


@check("digits")
def best_of_a_real_run(candidate: Candidate) -> None:
    """The smallest `val_loss` of the history is what file and model evaluate to, here, by the examiner."""
    (train, valid), (_, model) = overfitting.digits(), overfitting.network()
    answer, file, call = _train(candidate, (model, train, valid, overfitting.EPOCHS), "digits.weights.h5")
    claimed = training_run.judge_history(answer, TOPIC, call)
    kit.curves("A run that overfits, by epoch", answer[1])
    _judge_length(claimed, overfitting.EPOCHS, call)
    _judge_file(file, call)
    for held_by, weights in ((FILE, file.get("weights")), (MODEL, answer[0].data.get("weights"))):
        wrong = overfitting.judge_best(weights, claimed, answer[1])
        if wrong is not None and wrong.epoch is not None:
            code = _code_of_digits(candidate, wrong.epoch, held_by, wrong.by_choice)
            fail(code, place=held_by, call=call, **wrong.values)
        if wrong is not None:
            code = (
                "checkpoint.validates-on-training-data" if wrong.on_training_data else "checkpoint.no-epoch"
            )
            fail(code, place=held_by, call=call, **wrong.values)


def _code_of_digits(candidate: Candidate, epoch: int, place: str, by_choice: dict[str, int]) -> str:
    """A real run often ends with its worst epoch, and its best on training data: then the walk tells which it was."""
    code = _code(epoch, place, by_choice)
    if code != "checkpoint.saves-last":
        return code
    try:
        seen = training_run.choice_seen(middle(candidate))
    except (CandidateRaised, Failure):
        return code
    return f"checkpoint.{seen}" if seen is not None and by_choice.get(seen, epoch) == epoch else code
