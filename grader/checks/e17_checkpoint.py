"""e17_checkpoint: what a run kept and gave back is read off weights, its own claims are only compared with them.

The quick checks walk a model of one weight along `MIDDLE`, where every way to choose an epoch chooses another one,
and then, into the same file, along `LARGE`. The full one trains on digits with wrong labels until it overfits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from grader.checks import kit, overfitting, walk
from grader.checks.kit import Candidate, CandidateRaised, Described, check, fail
from grader.checks.walk import Walk

FUNCTION = "train_with_checkpoint"
MIDDLE = Walk(3.0, (-0.5, 2.0, 5.0, 1.25, 1.8125, -1.3515625, -0.296875, 0.494140625))
LARGE = Walk(3.0, (511.0, 2047.0, -769.0))


@dataclass(frozen=True)
class Run:
    """One call: what came back, what lies in the file, and the two as weights of the walk."""

    walk: Walk
    answer: Any
    history: dict[Any, Any] | None
    file: dict[str, Any]

    @property
    def claimed(self) -> np.ndarray | None:
        return walk.numbers((self.history or {}).get("val_loss"))

    @property
    def returned_weight(self) -> float | None:
        return walk.weight_of(walk.model_and_history(self.answer)[0])

    @property
    def file_weight(self) -> float | None:
        return walk.single_weight(self.file.get("weights"))

    @property
    def wanted(self) -> float:
        """The weight of the best epoch among those that this run had, of its own path if it left the walk."""
        ran = self.walk.epochs if self.claimed is None else max(1, min(len(self.claimed), self.walk.epochs))
        return self.walk.weights[int(np.argmin(self.walk.val_loss[:ran]))]

    def is_best(self, weight: float | None) -> bool:
        """Best on the walk; off it, which the check "history" judges, what the history itself calls best."""
        if weight is None:
            return False
        if self.walk.epoch_of(weight) is not None:
            return abs(weight - self.wanted) <= walk.SAME_WEIGHT * max(1.0, abs(weight))
        claimed = self.claimed
        return claimed is not None and bool(np.isclose(walk.val_loss(np.float64(weight)), claimed.min(), 1e-3))


def middle(candidate: Candidate) -> Run:
    return candidate.once("middle", lambda: _run(candidate, MIDDLE, "best.weights.h5"))


def large(candidate: Candidate) -> Run:
    """The second run, which finds the file of the first one."""
    middle(candidate)
    return candidate.once("large", lambda: _run(candidate, LARGE, "best.weights.h5"))


def _run(candidate: Candidate, path: Walk, name: str) -> Run:
    model, place = path.argument(), candidate.path(name)
    try:
        answer = candidate.call(
            FUNCTION, model, path.train, path.valid, path.epochs, place, options={"weights": True}
        )
    except CandidateRaised as raised:
        _explain(candidate, path, model, raised)
    return Run(path, answer, walk.model_and_history(answer)[1], candidate.read_weights(place, model))


def _explain(candidate: Candidate, path: Walk, model: Described, raised: CandidateRaised) -> NoReturn:
    """Two misconceptions end in an exception of Keras that says little about them."""
    raised.call = _call(path)
    if "validation_split" in raised.message:
        fail("checkpoint.validates-on-training-data", call=raised.call, returned=_error(raised))
    if candidate.read_weights(candidate.path("best.weights.h5"), model)["kind"] == "full_model":
        fail("checkpoint.full-model", call=raised.call, returned=_error(raised))
    raise raised


def _error(raised: CandidateRaised) -> str:
    return f"{raised.type_name}: {raised.message}"[:300]


def _call(path: Walk) -> str:
    return f'{FUNCTION}(model, train, valid, {path.epochs}, "best.weights.h5")'


@check("history")
def every_epochs_val_loss(candidate: Candidate) -> None:
    for run in (middle(candidate), large(candidate)):
        claimed = judge_history(run.answer, run.walk.epochs, _call(run.walk))
        if not walk.close(claimed, run.walk.val_loss):
            _explain_losses(run, claimed)


def judge_history(answer: Any, epochs: int, call: str) -> np.ndarray:
    """The `val_loss` that an answer claims, float64 (epochs,); fails where there is none for each epoch."""
    problem = kit.returned_nothing(answer)
    if problem is not None:
        fail(problem.code, call=call, message=problem.message)
    shown, wanted = _shape_of(answer), "(model, history dict)"
    if not isinstance(answer, tuple | list) or len(answer) != 2 or not isinstance(answer[1], dict):
        found = _shape_of(answer[1]) if isinstance(answer, tuple | list) and len(answer) == 2 else shown
        code = "checkpoint.no-history"
        fail(code, call=call, returned=shown, expected=wanted, found=found)
    if not (isinstance(answer[0], Described) and answer[0].kind == "model"):
        message = f"the first part of what you return is {_shape_of(answer[0])}, wanted is the model"
        fail(None, message=message, call=call, returned=shown, expected=wanted)
    keys = ", ".join(str(key) for key in answer[1]) or "no key at all"
    if "val_loss" not in answer[1]:
        fail("checkpoint.no-validation", call=call, keys=keys)
    claimed = walk.numbers(answer[1]["val_loss"])
    if claimed is None:
        message = "history['val_loss'] is not a list with one number an epoch"
        fail(None, message=message, call=call, returned=kit.show(answer[1]["val_loss"]))
    if len(claimed) != epochs:
        fail("checkpoint.wrong-epochs", call=call, found=len(claimed), wanted=epochs)
    return claimed


def _shape_of(part: Any) -> str:
    """What a part of the answer is, in a word or two."""
    if isinstance(part, tuple):
        return f"({', '.join(_shape_of(p) for p in part)})"
    if isinstance(part, dict):
        return "a dict"
    if isinstance(part, Described):
        return {"model": "a model", "history": "the History object of fit"}.get(part.kind, f"a {part.kind}")
    return kit.show(part)


def _explain_losses(run: Run, claimed: np.ndarray) -> NoReturn:
    path, evidence = run.walk, {"call": _call(run.walk), "returned": _row(claimed)}
    evidence["expected"] = _row(path.val_loss)
    early = walk.val_loss(np.array([path.start, *path.weights[:-1]]))
    for losses in (path.loss_after, path.loss_during):
        if walk.close(claimed, losses):
            fail("checkpoint.validates-on-training-data", **evidence)
    for gradient in walk.GRADIENTS_WITH_VALIDATION:
        weights = path.led_by(gradient)
        if walk.close(claimed, walk.val_loss(weights)) or walk.close(claimed, (weights + 1) ** 2):
            fail("checkpoint.trains-on-validation", **evidence)
    if walk.close(claimed, early):
        fail("checkpoint.validates-too-early", **evidence)
    if np.allclose(claimed, early[0]):
        fail("checkpoint.untrained", first=f"{claimed[0]:.4g}", **evidence)
    if path.epoch_of(run.returned_weight) is None and run.returned_weight is not None:
        fail("checkpoint.other-training", **evidence)
    fail(None, message="history['val_loss'] is not the validation loss of your epochs", **evidence)


def _row(losses: np.ndarray) -> str:
    return "val_loss [" + ", ".join(f"{loss:.4g}" for loss in losses) + "]"


@check("weights_only")
def weights_alone(candidate: Candidate) -> None:
    for run in (middle(candidate), large(candidate)):
        judge_file(run.file, _call(run.walk))


def judge_file(file: dict[str, Any], call: str) -> None:
    """Fails unless a file of weights was found."""
    if file["kind"] == "missing":
        others = ", ".join(str(name) for name in file.get("found") or []) or "nothing"
        fail("checkpoint.no-file", call=call, found=others)
    if file["kind"] == "full_model":
        fail("checkpoint.full-model", call=call, returned="(nothing yet)")
    if file["kind"] != "weights":
        message = f"the file at path cannot be read as weights of this model ({file.get('reason', 'no reason given')})"
        fail(None, message=message, call=call)


@check("best")
def best_epoch_in_the_file(candidate: Candidate) -> None:
    first, second = middle(candidate), large(candidate)
    judge_file(first.file, _call(first.walk))
    if not first.is_best(first.file_weight):
        _explain_epoch(first, first.file_weight, "the file")
    judge_file(second.file, _call(second.walk))
    if not second.is_best(second.file_weight):
        _explain_stale(candidate, first, second)


def _explain_epoch(run: Run, weight: float | None, place: str) -> NoReturn:
    """Each wrong way to choose an epoch chooses another one on the walk."""
    path, best = run.walk, int(np.argmin(run.walk.val_loss)) + 1
    epoch = path.epoch_of(weight)
    values = {"place": place, "epoch": epoch, "best": best, "last": path.epochs}
    values |= {"losses": _row(path.val_loss), "call": _call(path)}
    if epoch is None:
        found = "weights of another shape" if weight is None else f"val_loss {walk.val_loss(np.float64(weight)):.4g}"
        message = f"{place} holds weights that no epoch of this run ended with"
        fail(None, message=message, call=_call(path), returned=found, expected=f"epoch {best} of {_row(path.val_loss)}")
    if place != "the file" and epoch != path.epochs:
        fail("checkpoint.not-restored", **values)
    chosen_by = {
        path.epochs: "checkpoint.saves-last" if place == "the file" else "checkpoint.not-restored",
        int(np.argmin(path.loss_after)) + 1: "checkpoint.monitors-training",
        int(np.argmin(path.loss_during)) + 1: "checkpoint.monitors-training",
        int(np.argmax(path.val_loss)) + 1: "checkpoint.wrong-mode",
        int(np.argmax(path.val_accuracy)) + 1: "checkpoint.monitors-accuracy",
    }
    fail(chosen_by.get(epoch, "checkpoint.not-overwritten"), **values)


def _explain_stale(candidate: Candidate, first: Run, second: Run) -> NoReturn:
    """The second run left the first one's file: it spares what exists, or its own losses never counted as good."""
    stale = walk.SAME_WEIGHT * 2
    if second.file_weight is None or abs(second.file_weight - (first.file_weight or 0.0)) > stale:
        _explain_epoch(second, second.file_weight, "the file")
    fresh = _run(candidate, LARGE, "fresh.weights.h5")
    code = "checkpoint.fixed-start" if fresh.file["kind"] == "missing" else "checkpoint.not-overwritten"
    smallest = f"{LARGE.val_loss.min():,.0f}"
    values = {"place": "the file", "epoch": "an earlier run", "best": 1, "last": LARGE.epochs, "smallest": smallest}
    fail(code, call=_call(LARGE), losses=_row(LARGE.val_loss), **values)


@check("restored")
def best_weights_in_the_model(candidate: Candidate) -> None:
    for run in (middle(candidate), large(candidate)):
        weight = run.returned_weight
        if weight is None:
            expected, shown = "(model, history dict)", _shape_of(run.answer)
            fail(None, message="no model with the weights of this run came back", returned=shown, expected=expected)
        as_saved = weight == run.file_weight and run.walk.epoch_of(weight) != run.walk.epochs
        if not run.is_best(weight) and not as_saved:
            _explain_epoch(run, weight, "the returned model")


@check("digits")
def best_of_a_real_run(candidate: Candidate) -> None:
    """The smallest `val_loss` of the history is what file and model evaluate to, here, by the examiner."""
    (train, valid), (_, model) = overfitting.digits(), overfitting.network()
    call = f'{FUNCTION}(model, train, valid, {overfitting.EPOCHS}, "digits.weights.h5")'
    place = candidate.path("digits.weights.h5")
    answer = candidate.call(
        FUNCTION, model, train, valid, overfitting.EPOCHS, place, options={"weights": True}
    )
    claimed = judge_history(answer, overfitting.EPOCHS, call)
    file = candidate.read_weights(place, model)
    judge_file(file, call)
    history = walk.model_and_history(answer)[1] or {}
    for name, weights in (("the file", file["weights"]), ("the returned model", answer[0].data["weights"])):
        loss = overfitting.evaluate(weights, valid)
        if loss is None or not np.isclose(loss, claimed.min(), overfitting.RTOL):
            _explain_loss(name, loss, weights, claimed, history, call)


def _explain_loss(
    place: str, loss: float | None, weights: Any, claimed: np.ndarray, history: dict[Any, Any], call: str
) -> NoReturn:
    best, last = int(np.argmin(claimed)) + 1, len(claimed)
    found = "weights of another shape" if loss is None else f"val_loss {loss:.4g}"
    epochs = [] if loss is None else overfitting.epochs_like(loss, claimed)
    values = {"place": place, "epoch": epochs[0] if epochs else 0, "best": best, "last": last}
    values |= {"losses": _row(claimed), "call": call, "returned": found}
    if last in epochs:
        fail("checkpoint.saves-last" if place == "the file" else "checkpoint.not-restored", **values)
    if place == "the returned model" and epochs:
        fail("checkpoint.not-restored", **values)
    chosen_by = [("loss", np.argmin, "monitors-training"), ("val_loss", np.argmax, "wrong-mode")]
    for key, choose, code in [*chosen_by, ("val_accuracy", np.argmax, "monitors-accuracy")]:
        series = walk.numbers(history.get(key))
        if series is not None and len(series) == last and int(choose(series)) + 1 in epochs:
            fail(f"checkpoint.{code}", **values)
    train_loss = overfitting.evaluate(weights, overfitting.digits()[0])
    if train_loss is not None and np.isclose(train_loss, claimed.min(), overfitting.RTOL):
        fail("checkpoint.validates-on-training-data", **values)
    fail("checkpoint.no-epoch" if loss is not None else None, message=f"{place} holds {found}", **values)
