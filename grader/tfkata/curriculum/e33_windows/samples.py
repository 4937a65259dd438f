"""The checks of `windows`: which windows there are, what belongs to each, and in which order they come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Answer, Candidate, Mistake, Mistakes
from tfkata.curriculum.e33_windows.yielded import (
    Case,
    Yielded,
    ask,
    ask_together,
    epochs_of,
    jumbled,
    ramp,
    windows,
)

MANY = 12_000
"""More windows than the buffers that people write: 1,000, 1,024, 10,000."""

FAR = 0.94
"""Of MANY shuffled windows one comes forward by more than this part, but for once in 2,000,000,000 seeds."""

SEEDS_OF_TWO = range(24)
"""Two windows that are really shuffled change places for one of these, but for once in 16,000,000 answers."""

Seen = Callable[[Candidate], Iterator[Yielded]]


def seen(*cases: Case, epochs: int = 1) -> Seen:
    return lambda candidate: (ask(candidate, case, epochs) for case in cases)


def drawn(seed: int) -> Case:
    """Sizes that nobody would try by hand."""
    random = np.random.default_rng([seed, 33])
    window, horizon, batch = (int(random.integers(*ends)) for ends in ((5, 9), (4, 8), (2, 7)))
    size = 7 * int(random.integers(5, 9)) + int(random.integers(1, 7))
    return jumbled(size, window, horizon, batch)


# --- form


class Batch(NamedTuple):
    """Inputs and targets of one batch, and the shapes they should have."""

    x: np.ndarray
    y: np.ndarray
    call: str
    window: int

    @property
    def wanted(self) -> str:
        return f"({len(self.x)}, {self.window}, 1)"

    @property
    def shape(self) -> str:
        return str(self.x.shape)

    @property
    def target_shape(self) -> str:
        return str(self.y.shape)

    @property
    def wanted_target(self) -> str:
        return f"({len(self.x)}, 1)"

    def wrong_dtype(self) -> dict[str, str] | None:
        parts = (("inputs", self.x), ("targets", self.y))
        return next(({"part": n, "got_dtype": p.dtype.name} for n, p in parts if p.dtype != np.float32), None)


def batches(*cases: Case) -> Callable[[Candidate], Iterator[Batch]]:
    def each(candidate: Candidate) -> Iterator[Batch]:
        for case in cases:
            first = ask(candidate, case).first
            parts = zip(first.inputs, first.outputs, strict=True)
            yield from (Batch(x, y, case.call, case.window) for x, y in parts)

    return each


# fmt: off
FORM = Mistakes(
    Mistake("windows.no-channel", lambda b: b.shape != b.wanted, "shape wanted"),
    Mistake("windows.target-shape", lambda b: b.target_shape != b.wanted_target, "target_shape wanted_target"),
    Mistake("windows.wrong-dtype", Batch.wrong_dtype, "part got_dtype"),
)
# fmt: on
IN_FORM = FORM.none_in(
    batches(
        ramp(10, 3, 1, 4),
        ramp(9, 3, 1, 5, dtype="int64"),
        ramp(14, 4, 2, 3, dtype="float32"),
        ramp(6, 1, 1, 2),
        ramp(7, 3, 1, 3, True),
    )
)


# --- windows and their targets


def apart(y: Yielded) -> dict[str, str] | None:
    """A window whose values do not follow each other in the series."""
    wrong = np.any(np.diff(y.first.windows) != 1, axis=1)
    return {"places": kit.show(y.first.windows[wrong][0].tolist())} if wrong.any() else None


def backwards(y: Yielded) -> bool:
    return y.case.window > 1 and bool(np.all(np.diff(y.first.windows) == -1))


def round_the_end(y: Yielded) -> dict[str, str] | None:
    """A window or its target goes on at the beginning of the series; values that follow each other do so there as well."""
    stretch = np.column_stack([y.first.windows, y.first.targets])
    steps = np.diff(stretch)
    wanted = np.append(np.ones(y.case.window - 1, int), y.case.horizon)
    wrong = np.any(steps != wanted, axis=1)
    goes_on = bool(np.all((steps - wanted) % len(y.case.series) == 0)) and wrong.any() and not wrong.all()
    return {"places": kit.show(stretch[wrong][0].tolist())} if goes_on else None


class Targets:
    """A call with targets in another place than asked, beside all calls."""

    def __init__(self, one: Yielded, every: Sequence[Yielded]) -> None:
        self.call, self.one, self.every = one.call, one, every
        self.horizon, steps = one.case.horizon, one.steps
        self.step = int(steps[steps != self.horizon][0])
        row = int(np.flatnonzero(steps == self.step)[0])
        self.window = kit.show(one.first.windows[row].tolist())
        self.target = int(one.first.targets[row])

    def one_step(self) -> bool:
        """The next value whatever the horizon."""
        return all(np.all(y.steps == 1) for y in self.every)

    def mixed(self) -> bool:
        return len(np.unique(self.one.steps)) > 1


# fmt: off
INSIDE = Mistakes(
    Mistake("windows.wraps-around", round_the_end, "places"),
    Mistake("windows.reversed", backwards),
    Mistake("windows.shuffles-values", apart, "places"),
)
TARGETS = Mistakes(
    Mistake("windows.pairs-broken", Targets.mixed, "window target"),
    Mistake("windows.ignores-horizon", Targets.one_step, "horizon"),
    Mistake("windows.target-inside", lambda t: 1 - t.one.case.window <= t.step <= 0, "window target"),
    Mistake("windows.off-by-one", lambda t: abs(t.step - t.horizon) == 1,
            found=lambda t: f"a target stands {t.step} steps after the last value of its window, expected {t.horizon}"),
    Mistake("windows.wrong-target", lambda t: True, "window target horizon"),
)
# fmt: on


def targets(candidate: Candidate) -> None:
    cases = [
        ramp(10, 3, 1, 4),
        ramp(12, 4, 3, 4),
        jumbled(23, 2, 5, 4),
        ramp(9, 1, 2, 3),
        jumbled(20, 4, 2, 3, True),
    ]
    every = [ask(candidate, case) for case in [*cases, drawn(candidate.seed)]]
    for one in every:
        INSIDE.fail(one, call=one.call)
    for one in every:
        if np.any(one.steps != one.case.horizon):
            TARGETS.fail(Targets(one, every), call=one.call)


# --- all of them, each once


class Amount:
    """How many windows came in an epoch, and which."""

    def __init__(self, y: Yielded, number: int) -> None:
        self.call, self.case, self.epoch, self.number = y.call, y.case, y.epochs[number], number + 1
        self.endless, self.size = y.endless, y.case.batch_size
        self.wanted = wanted_count(y)
        self.starts, self.sizes = np.sort(self.epoch.starts), self.epoch.sizes
        self.count = len(self.starts)
        self.first_count = len(y.first.starts)

    @property
    def missing(self) -> np.ndarray:
        return np.setdiff1d(np.arange(self.wanted), self.starts)

    def repeats(self) -> dict[str, Any] | None:
        more = self.count > len(np.unique(self.starts)) or self.count > self.wanted
        count = f"at least {self.count}" if self.endless else str(self.count)
        return {"count": count} if more else None

    def drops_last(self) -> dict[str, int] | None:
        rest = self.wanted % self.size
        whole = self.count == self.wanted - rest and {*self.sizes} <= {self.size}
        return {"lost": rest} if rest and whole else None

    def one_short(self) -> str:
        """The first or the last window is missing, and nothing else."""
        gone = self.missing.tolist()
        if self.wanted < 2 or gone not in ([0], [self.wanted - 1]):
            return ""
        which = "first" if gone == [0] else "last"
        return f"{self.count} windows come instead of {self.wanted}, and the {which} one is missing"

    def strides(self) -> dict[str, int] | None:
        """Windows that begin at every k-th value only."""
        steps = np.unique(np.diff(self.starts))
        return {"stride": int(steps[0])} if len(steps) == 1 and steps[0] > 1 and not self.starts[0] else None

    def other_sizes(self) -> bool:
        full, rest = divmod(self.wanted, self.size)
        sizes = sorted(self.sizes)[::-1] if self.case.named["shuffle"] else self.sizes
        return sizes != [self.size] * full + [rest] * bool(rest)


def wanted_count(y: Yielded) -> int:
    """As asked; or as the answer's own distance between window and target leaves room for, which is another check's."""
    own = np.unique(y.steps)
    room = len(y.case.series) - y.case.window + 1
    return room - int(own[0]) if len(own) == 1 and 0 <= own[0] < room else y.case.count


def amounts(*cases: Case) -> Callable[[Candidate], Iterator[Amount]]:
    """Two passes over each dataset: the second has all windows, too."""

    def each(candidate: Candidate) -> Iterator[Amount]:
        for case in cases:
            yielded = ask(candidate, case, 2)
            yield from (Amount(yielded, number) for number in range(len(yielded.epochs)))

    return each


# fmt: off
COMPLETE = Mistakes(
    Mistake("windows.repeats", Amount.repeats, "count", wanted=lambda a: a.wanted),
    Mistake("windows.used-up", lambda a: a.number > 1 and a.count < a.first_count and not a.endless, "count first_count"),
    Mistake("windows.drops-last", Amount.drops_last, "lost", wanted=lambda a: a.wanted, size=lambda a: a.size),
    Mistake("windows.off-by-one", Amount.one_short, found=Amount.one_short),
    Mistake("windows.skips-windows", Amount.strides, "stride"),
    Mistake("windows.loses-windows", lambda a: a.missing.size, found=lambda a: str(a.count), wanted=lambda a: a.wanted),
    Mistake("windows.wrong-batch-size", Amount.other_sizes, "sizes size"),
)
# fmt: on
ALL_WINDOWS = COMPLETE.none_in(
    amounts(ramp(10, 3, 1, 4), ramp(14, 4, 3, 3), ramp(40, 3), jumbled(25, 3, 2, 8, True), ramp(4, 3, 1, 2))
)
DRAWN_WINDOWS = COMPLETE.none_in(lambda candidate: amounts(drawn(candidate.seed))(candidate))


def too_short(candidate: Candidate) -> None:
    """No window fits: one value is missing for the target, or for the window itself."""
    for case in (ramp(6, 4, 3, 2), ramp(5, 8, 1, 2)):
        options = {"dataset_epochs": 1, "dataset_elements": 9}
        answer = windows.ask(candidate, *case.arguments, options=options, typed=case.call)
        if answer.raised:
            ask(candidate, ramp(10, 3, 1, 4))  # an error for every series is not about this one
            answer.fail("windows.too-short", found=f"raises {answer.raised}", size=len(case.series))
        count = rows_of(answer)
        if count:
            found = f"gives a data set with {count} window{'s' * (count > 1)}"
            kit.fail("windows.too-short", call=case.call, found=found, size=len(case.series))


def rows_of(answer: Answer) -> int:
    """How many windows there are in batches of any kind."""
    parts = [
        element[0] if isinstance(element, tuple | list) and element else element
        for element in epochs_of(answer)[0][0]
    ]
    return sum(len(part) if isinstance(part, np.ndarray) and part.ndim else 1 for part in parts)


# --- their order


def in_order(y: Yielded) -> bool:
    return bool(np.all(np.diff(y.starts) >= 0))


def beginning(y: Yielded) -> dict[str, str]:
    return {"first": kit.show(y.starts[:5].tolist())}


def neighbours(y: Yielded) -> dict[str, str] | None:
    """Batches of neighbours, in whatever order: then it was batches that were shuffled."""
    ends = np.cumsum([0, *y.first.sizes])
    groups = [sorted(y.first.starts[start:end].tolist()) for start, end in pairwise(ends)]
    if len(groups) < 2 or len(groups[0]) < 2 or any(np.any(np.diff(group) != 1) for group in groups):
        return None
    return {"batch": kit.show(groups[0])}


def furthest_forward(y: Yielded) -> int:
    """How many places earlier than in the series a window comes at most."""
    return int(np.max(y.starts - np.arange(len(y.starts)), initial=0))


MIXED = (jumbled(40, 3, 2, 7, True, 1), jumbled(30, 4, 1, 6, True))
LARGE = ramp(MANY + 5, 4, 2, 500, True)

# fmt: off
SHUFFLED_ANYWAY = Mistakes(Mistake("windows.shuffles-anyway", lambda y: not in_order(y) and beginning(y), "first"))
MIX = Mistakes(
    Mistake("windows.not-shuffled", lambda y: in_order(y) and beginning(y), "first"),
    Mistake("windows.shuffle-after-batch", neighbours, "batch"),
)
BUFFER = Mistakes(
    Mistake("windows.small-buffer", lambda y: furthest_forward(y) < FAR * MANY,
            forward=lambda y: f"{furthest_forward(y):,}", count=f"{MANY:,}"),
)
# fmt: on
IN_ORDER = SHUFFLED_ANYWAY.none_in(seen(ramp(10, 3, 1, 4), jumbled(40, 4, 3, 6, False, 5), ramp(40, 3)))
WELL_MIXED = MIX.none_in(seen(*MIXED))
LARGE_MIXED = BUFFER.none_in(seen(LARGE))


def two_change_places(candidate: Candidate) -> None:
    """A buffer that is one short never lets the last window come first. Where the seed decides nothing, this says nothing."""
    one, other = (ask(candidate, jumbled(40, 3, 2, 7, True, seed)) for seed in (1, 2))
    if np.array_equal(one.starts, other.starts):
        return
    cases = [ramp(5, 3, 1, 2, True, seed) for seed in SEEDS_OF_TWO]
    if all(len(one.starts) == 2 and in_order(one) for one in ask_together(candidate, cases)):
        kit.fail("windows.small-buffer", call=cases[0].call, forward=0, count=2)


# --- the seed

OF_SEEDS = Mistakes(
    Mistake("windows.not-shuffled", lambda y: in_order(y) and beginning(y), "first"),
)


def seeds(candidate: Candidate) -> None:
    """The same first epoch for the same seed, another for another: 0 is a seed like the others, and the default."""
    large = np.random.default_rng([candidate.seed, 34]).integers(2000, 2**31 - 1, 2).tolist()
    numbers = [0, 1, 2, 7, 1234, *large]
    asked = [jumbled(40, 3, 2, 7, True, seed) for seed in (*numbers, *numbers)]
    *found, default = ask_together(candidate, [*asked, jumbled(40, 3, 2, 7, True)])
    orders = [one.starts.tolist() for one in found]
    OF_SEEDS.fail(found[1], call=found[1].call)
    once, again = orders[: len(numbers)], orders[len(numbers) :]
    for seed, one, other in zip(
        [*numbers, 0], [*once, default.starts.tolist()], [*again, once[0]], strict=True
    ):
        if one != other:
            said = f"two data sets with seed {seed} begin with windows {kit.show(one[:4])} and {kit.show(other[:4])}"
            kit.fail("windows.ignores-seed", call=jumbled(40, 3, 2, 7, True, seed).call, found=said)
    for number, one in enumerate(once):
        if one in once[:number]:
            twin = numbers[once.index(one)]
            said = f"seeds {twin} and {numbers[number]} give the same order"
            kit.fail("windows.ignores-seed", call=asked[number].call, found=said)
