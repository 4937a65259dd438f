"""Checks of a function that trains a model and keeps its best epoch, in a file and in the model; e17 and e18 share them.

The quick ones lead a model of one weight along some walks, one after the other into the same file. What was kept is
read off weights: of which epoch they are tells how the epoch was chosen, and a table of the exercise names the mistake.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, NoReturn

import numpy as np

from tfkata.checks import kit, overfitting, training_run
from tfkata.checks.kit import Answer, Candidate, CandidateRaised, Described, Failure, Function, Mistakes, fail
from tfkata.checks.reason import reason
from tfkata.checks.training_run import Run, row, same
from tfkata.checks.walk import Walk

FILE, MODEL = "the file", "the returned model"
_KEPT_BY_KERAS = re.compile(r"\.(?:h5|hdf5|keras|ckpt|tf)\b", re.IGNORECASE)
File = dict[str, Any]
"""What a fresh process found at a path: its `kind`, and more that depends on it."""


@dataclass(frozen=True)
class Kept:
    """Weights of the wrong epoch: where they were found, and which way to choose leads to them (None: none known).

    `choice` is "last", a name of `epochs_by_choice`, "training data" or "no epoch".
    """

    place: str
    choice: str | None
    whose: str
    best: int
    last: int
    losses: str
    found: str = ""


@dataclass(frozen=True)
class Stopped:
    """An answer that ended with an error, and the file that was there then."""

    raised: CandidateRaised
    file: File
    name: str

    @property
    def misses_what_it_kept(self) -> bool:
        """Whether it looked for a kept model or weights that nothing has written; other files are not meant."""
        said = self.raised.message
        is_no_file = self.raised.type_name == "FileNotFoundError" or "File not found: filepath=" in said
        is_kept = self.name in said or _KEPT_BY_KERAS.search(said) is not None
        return self.file["kind"] == "missing" and is_no_file and is_kept


def chose(*names: str | None, place: str | None = None) -> Callable[[Kept], bool]:
    """Whether the weights were chosen in one of these ways, in this place or in any; for the rows of a table."""
    return lambda kept: kept.choice in names and place in (None, kept.place)


@dataclass(frozen=True)
class Keeping:
    """The function, and what is its exercise's own.

    Args:
        topic: the first half of the misconception codes.
        walks: each with what is asked beside its number of epochs.
        read: what a fresh process finds at a path, for the model that was trained.
        errors: mistakes that end in an exception, about a `Stopped`.
        files: mistakes about a `File`.
        choices: mistakes about what was `Kept`.
        losses: mistakes about the claims of a `Run` (`training_run.losses`).
        lives: mistakes about what a real run `Lived` through (`training_run.lives`).
        restored_from_file: whether the file is where the returned model's weights should come from.
        spoilt_by_earlier_run: how the weights of an earlier run came to stay, as a `choice`.
    """

    function: str
    topic: str
    suffix: str
    walks: Sequence[tuple[Walk, tuple[int, ...]]]
    read: Callable[[Candidate, str, Described], File]
    errors: Mistakes
    files: Mistakes
    choices: Mistakes
    losses: Mistakes
    lives: Mistakes
    spoilt_by_earlier_run: Callable[[Candidate], str | None] = lambda candidate: None
    restored_from_file: bool = False

    def train(self, candidate: Candidate, *asked: Any, name: str = "best") -> tuple[Answer, File]:
        """The answer, and what a fresh process finds in the file."""
        with contextlib.suppress(OSError):  # the answer may have put something there: then it fails by itself
            Path(candidate.path("kept")).mkdir(exist_ok=True)  # who drops the folder writes somewhere else
        place = candidate.path(f"kept/{name}{self.suffix}")
        answer = Function(self.function, shown=self._shown).ask(
            candidate, *asked, place, options={"weights": True}
        )
        file = self.read(candidate, place, asked[0])
        if answer.raised:
            said = f"{answer.raised.type_name}: {reason(answer.raised.message)}"
            stopped = Stopped(answer.raised, file, PurePath(place).name)
            self.errors.fail(stopped, call=answer.call, returned=said)
            raise answer.raised
        return answer, file

    def _shown(self, model: Any, train: Any, valid: Any, *asked: Any) -> str:
        numbers = ", ".join(map(str, asked[:-1]))
        return f'{self.function}(model, train, valid, {numbers}, "{PurePath(asked[-1]).name}")'

    def walk(self, candidate: Candidate, index: int, name: str = "best") -> Run:
        path, more = self.walks[index]
        asked = path.argument(), path.train, path.valid, path.epochs, *more
        answer, file = self.train(candidate, *asked, name=name)
        return Run(path, answer.call, answer.value, file, training_run.single_weight(weights_in(file)))

    def run(self, candidate: Candidate, index: int) -> Run:
        found: Run = candidate.once(f"walk {index}", lambda: self.walk(candidate, index))
        return found

    def runs(self, candidate: Candidate) -> list[Run]:
        """All walks, one after the other into the same file."""
        return [self.run(candidate, index) for index in range(len(self.walks))]

    # --- checks, and parts of them

    def judge_losses(self, run: Run) -> None:
        training_run.judge_losses(run, self.topic, self.losses)

    def judge_file(self, file: File, call: str) -> None:
        """Fails unless what is wanted was found in the file."""
        self.files.fail(file, call=call)
        if file["kind"] not in ("weights", "model"):
            reason = file.get("reason", "no reason given")
            message = f"the file at path cannot be read as weights of this model ({reason})"
            fail(None, message=message, call=call)

    def best_in_the_file(self, candidate: Candidate) -> None:
        before: float | None = None
        for run in self.runs(candidate):
            self.judge_file(run.file, run.call)
            weight = run.file_weight
            if not run.is_best(weight):
                if before is not None and weight is not None and same(before, weight):
                    self._fail(run, FILE, self.spoilt_by_earlier_run(candidate), "an earlier run")
                self._explain(run, weight, FILE)
            before = weight

    def best_in_the_model(self, candidate: Candidate) -> None:
        """A model that agrees with a wrongly chosen file was restored, if one run shows it: the last epoch needs no
        restoring, nor does the start. If none shows it, nobody knows, and the file is what is told, as where it was judged.
        """
        runs = self.runs(candidate)
        restores = any(run.shows_restoring for run in runs)
        for run in runs:
            weight = run.returned_weight
            if weight is None:
                shown: dict[str, Any] = {
                    "returned": training_run.shape_of(run.answer),
                    "expected": "(a model, a dict)",
                }
                fail(
                    None,
                    message="you returned something other than the model that you were given",
                    call=run.call,
                    **shown,
                )
            if not run.is_best(weight) and not (restores and run.agrees_with_file):
                as_in_file = (
                    self.restored_from_file and run.agrees_with_file and run.epoch_of(weight) not in (None, 0)
                )
                self._explain(run, weight, FILE if as_in_file else MODEL)

    def _explain(self, run: Run, weight: float | None, place: str) -> NoReturn:
        epoch = run.epoch_of(weight)
        if epoch is None:
            training_run.not_on_the_walk(run, weight, place)
        if epoch == 0 and place == MODEL:
            training_run.as_it_began(run)
        self._fail(run, place, choice_of(epoch, epochs_by_choice(run)), f"epoch {epoch}")

    def _fail(self, run: Run, place: str, choice: str | None, whose: str) -> NoReturn:
        kept = Kept(place, choice, whose, run.best, run.ran, row(run.walk.val_loss[: run.ran]))
        shown = {"call": run.call, "returned": f"the weights of {whose}", "expected": f"of epoch {run.best}"}
        self._reject(kept, **shown)

    def _reject(self, kept: Kept, **shown: Any) -> NoReturn:
        self.choices.fail(kept, **shown)
        raise AssertionError("some row of the choices holds for what has no other name")

    def best_of_a_real_run(
        self, candidate: Candidate, *asked: int, judge_length: Callable[[np.ndarray, str], None]
    ) -> None:
        """The smallest `val_loss` of the history is what file and model evaluate to, here, by the examiner."""
        (train, valid), (_, model) = overfitting.digits(candidate.seed), overfitting.network()
        answer, file = self.train(candidate, model, train, valid, *asked, name="digits")
        claimed = training_run.judge_history(answer.value, self.topic, answer.call)
        model, history = answer.value
        kit.curves("A run that overfits, by epoch", history)
        judge_length(claimed, answer.call)
        self.judge_file(file, answer.call)
        for place, weights in ((FILE, weights_in(file)), (MODEL, model.data.get("weights"))):
            wrong = overfitting.judge_best(weights, claimed, history, candidate.seed)
            if wrong is not None:
                choice = self._choice_of_digits(candidate, wrong, place)
                kept = Kept(place, choice, wrong.whose, wrong.best, len(claimed), row(claimed), wrong.found)
                shown = {
                    "returned": wrong.found,
                    "expected": f"{claimed.min():.4g}, as after epoch {wrong.best}",
                }
                self._reject(kept, call=answer.call, **shown)

        lived = overfitting.Lived(float(claimed.min()), overfitting.start(candidate.seed))
        self.lives.fail(lived, call=answer.call, returned=row(claimed))

    def _choice_of_digits(self, candidate: Candidate, wrong: overfitting.Wrong, place: str) -> str | None:
        """A real run often ends with its worst epoch, and its best on training data: then a walk tells which it was."""
        if wrong.epoch is None:
            return "training data" if wrong.on_training_data else "no epoch"
        choice = choice_of(wrong.epoch, wrong.by_choice)
        if choice != "last" or place == MODEL:
            return choice
        try:
            seen = choice_seen(self.run(candidate, 0))
        except (CandidateRaised, Failure):
            return choice
        return seen if seen is not None and wrong.by_choice.get(seen, wrong.epoch) == wrong.epoch else choice


def weights_in(file: File) -> Any:
    model = file.get("model")
    return model.data.get("weights") if isinstance(model, Described) else file.get("weights")


def others_in(file: File) -> str:
    """What there was where no file was."""
    return ", ".join(str(name) for name in file.get("found") or []) or "nothing"


def epochs_by_choice(run: Run) -> dict[str, int]:
    """The epoch, from 1, that each wrong way to choose would keep of this run."""
    path, n = run.walk, run.ran
    return {
        "min-delta": _best_by_more(path.val_loss[:n]),
        "last": n,
        "monitors-training": int(np.argmin(path.loss_during[:n])) + 1,
        "monitors-training ": int(np.argmin(path.loss_after[:n])) + 1,
        "wrong-mode": int(np.argmax(path.val_loss[:n])) + 1,
        "monitors-accuracy": int(np.argmax(path.val_accuracy[:n])) + 1,
        "compares-with-previous": 1
        + max(np.flatnonzero(np.diff(path.val_loss[:n], prepend=np.inf) < 0).tolist()),
    }


def _best_by_more(losses: np.ndarray) -> int:
    """The best epoch for those who overlook small improvements."""
    best = 0
    for epoch in range(1, len(losses)):
        best = epoch if losses[epoch] < losses[best] - 1e-3 else best
    return best + 1


def choice_of(epoch: int, by_choice: dict[str, int]) -> str | None:
    """The way to choose that keeps this epoch: the last one before all others."""
    if epoch == by_choice["last"]:
        return "last"
    return next((name.strip() for name, at in by_choice.items() if at == epoch), None)


def choice_seen(run: Run) -> str | None:
    """The wrong way to choose an epoch that the file of a walk gives away, or None: a right choice, none of these, or the last epoch."""
    epoch = run.epoch_of(run.file_weight)
    if epoch in (None, run.ran) or run.is_best(run.file_weight):
        return None
    return choice_of(epoch, epochs_by_choice(run))
