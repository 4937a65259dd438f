"""The checks of `fine_tune`: how the model is compiled, and which layers of the base a step of training moves."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks import kit, steps
from tfkata.checks.kit import Candidate, CandidateRaised, Failure, Function, Mistake, Mistakes
from tfkata.curriculum.e28_transfer import bases
from tfkata.curriculum.e28_transfer.bases import Base

RATE, OTHER_RATE = 0.02, 3e-4
CLOSE = 0.01
"""Rates and losses that differ by no more are the same."""
OLD_OPTIMIZER = "only be called for the variables it was originally built with"
"""What Keras says when an optimizer meets weights that could not learn when it was built: the given one knows the head alone."""
fine_tune = Function("fine_tune")

LABELS = (0, 2)
OUTPUTS = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]], np.float32)
LOSSES = [-float(np.log(row[label])) for label, row in zip(LABELS, OUTPUTS, strict=True)]


def typed(layers: int, rate: float) -> str:
    return f"fine_tune(model, base, {layers}, {rate})"


# --- which layers learn


@dataclass(frozen=True)
class Tuned:
    """The weights of the model that was given and of the one that was returned, before and after a step of training."""

    call: str
    base: Base
    layers: int
    given: tuple[list[np.ndarray], list[np.ndarray]]
    returned: tuple[list[np.ndarray], list[np.ndarray]]
    start: list[np.ndarray]

    @property
    def is_another(self) -> bool:
        """Whether training the returned model leaves the given one as it was."""
        return any(bases.moved(*self.returned)) and not any(bases.moved(*self.given))

    def lost(self) -> bool:
        """Whether it began with other weights than the model that was given."""
        return any(bases.moved(self.start, self.given[0]))

    @property
    def moved(self) -> list[bool]:
        return bases.moved(*self.given)

    @property
    def head_moved(self) -> bool:
        return all(self.moved[len(self.base.arrays) :])

    @property
    def found(self) -> set[int]:
        """The entries of `base.layers` that moved, without BatchNormalization."""
        told = zip(self.moved, self.base.weights, strict=False)
        return {w.entry for is_moved, w in told if is_moved and not w.of_batchnorm}

    @property
    def batchnorm_moved(self) -> bool:
        told = zip(self.moved, self.base.weights, strict=False)
        return any(is_moved and w.of_batchnorm for is_moved, w in told)

    @property
    def all(self) -> set[int]:
        return self.base.convolutions(0, self.base.entries)

    @property
    def wanted(self) -> set[int]:
        return self.base.convolutions(self.base.entries - self.layers, self.base.entries)

    @property
    def first(self) -> set[int]:
        return self.base.convolutions(0, self.layers)

    def said(self, entries: set[int]) -> str:
        names = [f"`base.layers[{i}]`" for i in sorted(entries)]
        return ", ".join(names) if names else "none"


def ask(candidate: Candidate, *, pooled: bool, layers: int) -> Tuned:
    """The model after `fine_tune`, asked once."""

    def asked() -> Tuned:
        base = bases.base(candidate.seed, pooled=pooled)
        model = bases.extended(base)
        x, y = bases.samples(candidate.seed)
        todo = [
            steps.weights(0),
            steps.weights(),
            steps.fit(x, y),
            steps.weights(0),
            steps.weights(),
        ]
        call = typed(layers, RATE)
        arguments = (kit.model_argument(model), kit.layer_argument(0, bases.NAME), layers, RATE)
        answer = fine_tune.ask(candidate, *arguments, options=steps.option(todo), typed=call)
        try:
            done = steps.done(answer, todo, code="transfer.no-model")
        except CandidateRaised as raised:
            if OLD_OPTIMIZER in raised.message:
                kit.fail("transfer.not-recompiled", call=call, wanted=RATE, given=bases.RATE)
            raise
        given, own, _, given_after, own_after = done.results
        if not all(map(bases.is_list_of_arrays, (given, own, given_after, own_after))) or len(own) != len(
            own_after
        ):
            kit.fail(None, message="the weights of what you returned could not be read", call=call)
        start = [np.asarray(w) for w in model.get_weights()]
        if not len(start) == len(given) == len(given_after):
            kit.fail(
                None,
                message="the model that you were given does not have the layers any more that it had",
                call=call,
            )
        return Tuned(call, base, layers, (given, given_after), (own, own_after), start)

    return candidate.once(f"fine_tune {pooled} {layers}", asked)  # type: ignore[no-any-return]


def models(candidate: Candidate) -> Iterator[Tuned]:
    """Three entries end with a convolution, BatchNormalization and relu; six begin within another block and end with a pooling."""
    yield ask(candidate, pooled=False, layers=3)
    yield ask(candidate, pooled=True, layers=6)
    yield ask(candidate, pooled=False, layers=0)


# fmt: off
UNFROZEN = Mistakes(
    Mistake("transfer.base-rebuilt", Tuned.lost, kept=lambda tuned: sum(not m for m in bases.moved(tuned.start, tuned.given[0])), of=lambda tuned: len(tuned.start)),
    Mistake("transfer.another-model", lambda tuned: tuned.is_another),
    Mistake("transfer.head-frozen", lambda tuned: not tuned.head_moved),
    Mistake("transfer.all-unfrozen", lambda tuned: tuned.found == tuned.all != tuned.wanted, "layers", of=lambda tuned: tuned.base.entries),
    Mistake("transfer.batchnorm-learns", lambda tuned: tuned.batchnorm_moved),
    Mistake(None, lambda tuned: tuned.found == tuned.wanted),
    Mistake("transfer.stays-frozen", lambda tuned: not tuned.found, "layers", wanted=lambda tuned: tuned.said(tuned.wanted)),
    Mistake("transfer.wrong-order", lambda tuned: tuned.found == tuned.first, "layers", found=lambda tuned: tuned.said(tuned.found), wanted=lambda tuned: tuned.said(tuned.wanted)),
    Mistake("transfer.other-layers", lambda tuned: True, "layers", of=lambda tuned: tuned.base.entries,
            found=lambda tuned: tuned.said(tuned.found), wanted=lambda tuned: tuned.said(tuned.wanted)),
)
# fmt: on


# --- how it is compiled


@dataclass(frozen=True)
class Compiled:
    """How a returned model is compiled."""

    call: str
    wanted: float
    rate: float | None
    loss: str
    losses: list[float | None]
    is_compiled: bool
    same_optimizer: bool

    def rate_is(self, wanted: float) -> bool:
        return self.rate is not None and abs(self.rate - wanted) <= CLOSE * wanted

    def loss_is_right(self) -> bool:
        pairs = zip(self.losses, LOSSES, strict=False)
        return len(self.losses) == len(LOSSES) and all(
            got is not None and abs(got - want) <= CLOSE * want for got, want in pairs
        )


def compiled(candidate: Candidate) -> Iterator[Compiled]:
    """For two rates, one of them below what Keras takes by itself. That another model comes back is told by the check of what learns."""
    with contextlib.suppress(CandidateRaised, Failure):
        if ask(candidate, pooled=False, layers=3).is_another:
            return
    for rate in (OTHER_RATE, RATE):
        yield _compiled(candidate, rate)


def _compiled(candidate: Candidate, rate: float) -> Compiled:
    base = bases.base(candidate.seed, pooled=False)
    x, y = bases.samples(candidate.seed)
    detached = [(np.array([label]), OUTPUTS[i : i + 1]) for i, label in enumerate(LABELS)]
    options = {"models_after": True, "probe_compiled": {"x": x, "y": y, "detached": detached}}
    arguments = (kit.model_argument(bases.extended(base)), kit.layer_argument(0, bases.NAME), 3, rate)
    answer = fine_tune.ask(candidate, *arguments, options=options, typed=typed(3, rate))
    value, left = answer.value if isinstance(answer.value, tuple) else (None, [])
    answer.insist(kit.returned_nothing(value))
    if not isinstance(value, kit.Described) or value.kind != "model":
        answer.fail("transfer.no-model", found=kit.show(value), returned=value)
    probe = value.data.get("probe") or {}
    return Compiled(
        answer.call,
        rate,
        _rate(value.data.get("compile_config")),
        str(probe.get("loss"))[:80],
        [_number(part) for part in probe.get("losses") or []],
        probe.get("compiled") is True,
        bool(left and left[0].get("same_optimizer")),
    )


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _rate(config: Any) -> float | None:
    """The learning rate in the configuration of `compile`; of a schedule, the one that it begins with."""
    try:
        rate = json.loads(config)["optimizer"]["config"]["learning_rate"]
    except (TypeError, KeyError, ValueError):
        return None
    if isinstance(rate, dict):
        rate = rate.get("config", {}).get("initial_learning_rate")
    return _number(rate)


# fmt: off
COMPILED = Mistakes(
    Mistake("transfer.not-recompiled", lambda made: not made.is_compiled or made.same_optimizer, "wanted", given=bases.RATE),
    Mistake("transfer.rate-too-high", lambda made: made.rate is not None and made.rate > made.wanted * (1 + CLOSE), "rate wanted"),
    Mistake("transfer.other-rate", lambda made: not made.rate_is(made.wanted), "wanted", rate=lambda made: f"{made.rate:.6g}" if made.rate is not None else "unknown"),
    Mistake("transfer.wrong-loss", lambda made: not made.loss_is_right(), "loss"),
)
# fmt: on
