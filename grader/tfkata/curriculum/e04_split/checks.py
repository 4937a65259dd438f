"""e04_split: a stratified split, judged by which samples are where: every image carries its number in its pixels."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Answer, Candidate, Function, Mistake, Mistakes
from tfkata.curriculum.e04_split.cases import SEEDS, Case, cases

PARTS = ("x_train", "y_train", "x_valid", "y_valid")

split = Function("split")


@dataclass(frozen=True)
class Split:
    """What came back: the labels, and the numbers of the samples that the images show."""

    case: Case
    train: np.ndarray
    y_train: np.ndarray
    valid: np.ndarray
    y_valid: np.ndarray

    @property
    def call(self) -> str:
        return self.case.call

    @property
    def missing(self) -> np.ndarray:
        """Which samples are in neither part."""
        return np.setdiff1d(np.arange(len(self.case.labels)), np.concatenate([self.train, self.valid]))

    def holds_out(self, fraction: float) -> bool:
        """Whether the validation set has this part of all samples, give or take one of each class."""
        labels = self.case.labels
        return abs(len(self.valid) - fraction * len(labels)) <= len(np.unique(labels))

    def cuts_off(self, by_class: bool = False) -> bool:
        """Whether just the first or the last are held out, of all samples or of each class."""
        labels = self.case.labels if by_class else np.zeros(len(self.case.labels))
        held_out = [np.isin(np.flatnonzero(labels == label), self.valid) for label in np.unique(labels)]
        return all(np.diff(held, prepend=held[:1]).sum() <= 1 for held in held_out)

    def same_as(self, other: Split) -> bool:
        return np.array_equal(self.train, other.train) and np.array_equal(self.valid, other.valid)


# --- reading what came back


def parts(answer: Answer) -> dict[str, np.ndarray]:
    """Two pairs of arrays, taken apart; anything else ends the check."""
    got = answer.value
    answer.insist(kit.returned_nothing(got))
    if not is_pair(got):
        found = f"{len(got)} values" if isinstance(got, tuple | list) else kit.show(got)
        kit.fail("split.not-two-pairs", call=answer.call, found=found)
    if not is_pair(got[0]) or not is_pair(got[1]):
        kit.fail("split.not-two-pairs", call=answer.call, found="two values that are not pairs")
    arrays = dict(zip(PARTS, (*got[0], *got[1]), strict=True))
    for name, array in arrays.items():
        answer.insist(kit.array_alone(array), returned=f"{name} = {kit.show(array)}")
    return arrays


def is_pair(value: Any) -> bool:
    return isinstance(value, tuple | list) and len(value) == 2


def read(case: Case, answer: Answer) -> Split:
    arrays = parts(answer)
    SHAPES.fail([array.ndim for array in arrays.values()], call=case.call)
    for name in ("y_train", "y_valid"):
        if arrays[name].ndim != 1:
            text = f"{name} has shape {arrays[name].shape}, expected one label per sample: (n,)"
            kit.fail(None, message=text, call=case.call)
    train, valid = (numbers(case, name, arrays[name]) for name in ("x_train", "x_valid"))
    return Split(case, train, arrays["y_train"], valid, arrays["y_valid"])


def numbers(case: Case, name: str, images: np.ndarray) -> np.ndarray:
    """Which samples these images are."""
    known = case.images
    if images.shape[1:] == known.shape[1:] and images.dtype.kind in "iuf":
        wide = images.astype(np.int64)
        found = np.asarray(wide[:, 0, 0] * 256 + wide[:, 0, 1])
        inside = (found >= 0) & (found < len(known))
        if inside.all() and np.array_equal(known[found], images):
            return found
    kit.fail("split.images-changed", call=case.call, name=name, returned=images, given=str(known.shape))


def done(candidate: Candidate, asked: Sequence[Case]) -> list[Split]:
    answers = split.ask_each(candidate, [case.arguments for case in asked])
    pairs = zip(asked, answers, strict=True)
    return [read(case, replace(answer, typed=case.call)) for case, answer in pairs]


def splits(candidate: Candidate) -> list[Split]:
    """The splits of all cases, asked for once."""
    return candidate.once("splits", lambda: done(candidate, cases(candidate.seed)))  # type: ignore[no-any-return]


# --- which samples are where


def broken(one: Split) -> dict[str, str] | None:
    labels = one.case.labels
    for name, came, theirs in (("train", one.train, one.y_train), ("valid", one.valid, one.y_valid)):
        if len(came) != len(theirs):
            return {"found": f"x_{name} has {len(came)} samples, y_{name} has {len(theirs)}"}
        if (wrong := np.flatnonzero(labels[came] != theirs)).size:
            number, label = came[wrong[0]], theirs[wrong[0]]
            found = f"{wrong.size} of {len(theirs)} labels in y_{name} belong to another image"
            told = f"image {number} of class {labels[number]} came back as class {label}"
            return {"found": f"{found}; for example, {told}"}
    return None


def twice(one: Split) -> dict[str, str] | None:
    if (both := np.intersect1d(one.train, one.valid)).size:
        samples = f"{both.size} of {len(one.case.labels)} samples are"
        return {"found": f"{samples} in both parts, for example sample {both[0]}"}
    for name, came in (("x_train", one.train), ("x_valid", one.valid)):
        values, times = np.unique(came, return_counts=True)
        if np.any(times > 1):
            return {"found": f"sample {values[times.argmax()]} occurs {times.max()} times in {name}"}
    return None


def lost(one: Split) -> dict[str, Any] | None:
    if not one.missing.size:
        return None
    number, labels = int(one.missing[0]), one.case.labels
    return {"count": one.missing.size, "samples": len(labels), "number": number, "label": labels[number]}


class Unfair(NamedTuple):
    """A class that gives more or less than its share, within one, to the validation set; and all splits."""

    call: str
    splits: Sequence[Split]
    split: Split
    told: dict[str, Any]

    def lost(self) -> dict[str, Any] | None:
        """A class that is in neither part has no share that could be unfair."""
        members = np.flatnonzero(self.split.case.labels == self.told["label"])
        return lost(self.split) if np.isin(members, self.split.missing).all() else None


def unfair(candidate: Candidate) -> Iterator[Unfair]:
    for one in splits(candidate):
        labels, fraction = one.case.labels, one.case.fraction
        sizes = {"train": len(one.train), "valid": len(one.valid), "samples": len(labels)}
        for label, count in zip(*np.unique(labels, return_counts=True), strict=True):
            got, share = int(np.sum(one.y_valid == label)), count * fraction
            told = {"label": label, "count": count, "got": got, "share": f"{share:g}", "fraction": fraction}
            if abs(got - share) > 1 + 1e-9:
                yield Unfair(one.call, splits(candidate), one, told | sizes)


class Unmoved(NamedTuple):
    """A split that holds out the same samples as one with another seed."""

    call: str
    split: Split
    found: str


def unmoved(candidate: Candidate) -> list[Unmoved]:
    """An answer that loses most samples may hold out the same few twice by chance; the loss is reported elsewhere."""
    case, first = cases(candidate.seed)[1], dict[frozenset[int], Split]()
    twins = []
    for one in done(candidate, [replace(case, seed=seed) for seed in SEEDS]):
        twin = first.setdefault(frozenset(one.valid.tolist()), one)
        found = f"seeds {twin.case.seed} and {one.case.seed} hold out exactly the same samples"
        twins += [Unmoved(one.call, one, found)] if twin is not one else []
    few = all(len(one.missing) > len(case.labels) / 2 for one in first.values())
    return [] if len(first) > 1 and few else twins


# fmt: off
SAMPLES = "count samples number label"
SHAPES = Mistakes(  # images have three axes and labels have one
    Mistake("split.swapped", lambda axes: axes == [3, 3, 1, 1],
            found="the first pair holds two arrays of images, and the second two arrays of labels"),
    Mistake("split.swapped", lambda axes: axes == [1, 3, 1, 3], found="in each pair, the labels come before the images"),
)
PAIRS = Mistakes(
    Mistake("split.drops-samples", lambda one: not len(one.train) and not len(one.valid) and lost(one), SAMPLES),
    Mistake("split.pairs-broken", broken, "found"),
)
TWICE = Mistakes(Mistake("split.overlap", twice, "found"))
LOST = Mistakes(Mistake("split.drops-samples", lost, SAMPLES))
UNFAIR = Mistakes(  # looked for in all splits, told of one
    Mistake("split.drops-samples", Unfair.lost, SAMPLES),
    Mistake("split.swapped", lambda u: all(s.holds_out(1 - s.case.fraction) for s in u.splits if s.case.fraction < 0.5),
            found=lambda u: "the first pair holds {train} of {samples} samples, and the second the other {valid}".format(**u.told)),
    Mistake("split.tail", lambda u: all(s.cuts_off() for s in u.splits), where="of all samples",
            found=lambda u: "here {got} of {count} samples of class {label} are held out instead of {share}".format(**u.told)),
    Mistake("split.ignores-fraction", lambda u: all(s.holds_out(0.2) for s in u.splits) and u.told, "fraction",
            held_out=lambda u: "{valid} of {samples}".format(**u.told)),
    Mistake("split.not-stratified", lambda u: u.told, "fraction label count got share"),
)
UNMOVED = Mistakes(  # those at an end were cut off and not drawn
    Mistake("split.tail", lambda u: u.split.cuts_off(), "found", where="of all samples"),
    Mistake("split.tail", lambda u: u.split.cuts_off(by_class=True), "found", where="of each class"),
    Mistake("split.ignores-seed", lambda u: True, "found"),
)
# fmt: on


# --- the checks


OF_COLOURS = "split(np.zeros((10, 4, 5, 3), np.uint8), np.repeat([3, 7], 5))"


def of_colours() -> tuple[np.ndarray, np.ndarray]:
    return np.zeros((10, 4, 5, 3), np.uint8), np.repeat([3, 7], 5)


def alike(candidate: Candidate) -> None:
    """Identical pictures, as in the statement's example, still count as separate samples. These have colours."""
    images, labels = of_colours()
    call = OF_COLOURS
    came = parts(split.ask(candidate, images, labels, typed=call))
    for name in ("x_train", "x_valid"):
        if (got := came[name]).shape[1:] != images.shape[1:] or got.any():
            kit.fail("split.images-changed", call=call, name=name, returned=got, given=str(images.shape))
    count = len(came["x_train"]) + len(came["x_valid"])
    if count != len(images):
        kit.fail("split.equal-images", call=call, samples=len(images), count=count)


class Typed(NamedTuple):
    """Images and labels in some dtypes. Every number in an image is the number of the sample."""

    images: np.ndarray
    labels: np.ndarray

    @classmethod
    def of(cls, shape: tuple[int, ...], dtype: str, label_dtype: str) -> Typed:
        number = np.arange(40).reshape(-1, *[1] * len(shape))
        labels = np.repeat([3, 7], 20).astype(label_dtype)
        return cls((number + np.zeros(shape)).astype(dtype), labels)

    @property
    def call(self) -> str:
        x, y = self
        images = f"np.resize(np.arange(40), {x.shape[::-1]}).T.astype(np.{x.dtype.name})"
        return f"split({images}, np.repeat([3, 7], 20).astype(np.{y.dtype.name}))"

    def other(self, came: dict[str, np.ndarray]) -> str | None:
        """Which part is not as it was given: of another dtype, or with other numbers."""
        for kind, given in zip("xy", self, strict=True):
            both = [came[f"{kind}_{part}"] for part in ("train", "valid")]
            wrong = next(
                (
                    i
                    for i, part in enumerate(both)
                    if part.dtype != given.dtype or part.shape[1:] != given.shape[1:]
                ),
                None,
            )
            if wrong is not None:
                return f"{kind}_{('train', 'valid')[wrong]}"
            whole = np.concatenate(both)
            if not np.array_equal(np.sort(whole, axis=None), np.sort(given, axis=None)):
                return f"{kind}_train"
        return None


def typed(candidate: Candidate) -> None:
    """What is kept for bytes is kept for every dtype and every number of axes."""
    first = Typed.of((2, 3), "uint8", "int64")
    shapes: list[tuple[int, ...]] = [(2, 3), (4, 5, 3), (6,), (28, 28, 1)]
    forms = [
        Typed.of(shape, dtype, label)
        for shape, dtype, label in zip(
            [*shapes, *shapes[:2]],
            ["float32", "float64", "float32", "uint8", "int32", "float32"],
            ["int64", "int32", "int32", "int64", "uint8", "uint8"],
            strict=True,
        )
    ]
    answers = split.ask_each(candidate, [tuple(one) for one in (first, *forms)])
    if answers[0].raised or first.other(parts(answers[0])) is not None:
        return  # whether any images are split rightly is asked elsewhere
    for form, answer in zip(forms, answers[1:], strict=True):
        came = parts(replace(answer, typed=form.call))
        if (name := form.other(came)) is not None:
            given = f"{form.images.shape} and dtype {form.images.dtype.name}, labels of dtype {form.labels.dtype.name}"
            kit.fail("split.images-changed", call=form.call, name=name, returned=came[name], given=given)


def reproducible(candidate: Candidate) -> None:
    """Other seeds in between, so that one random generator for all calls shows."""
    case = cases(candidate.seed)[0]
    other, default = replace(case, seed=5), replace(case, defaults=True)
    came = done(candidate, [case, other, case, default, other, default])
    for first, second in ((0, 2), (1, 4), (3, 5)):
        if not came[first].same_as(came[second]):
            again = came[second].case
            kit.fail("split.not-reproducible", call=again.call, seed=again.seed)
    if not came[0].same_as(came[3]):
        other_call = "split(images, labels, 0.2, 0), though these are the defaults"
        kit.fail(None, message=f"split(images, labels) differs from {other_call}", call=default.call)


def untouched(candidate: Candidate) -> None:
    """In any order, with labels of any dtype, and with the defaults. Whether all of them are taken is asked elsewhere."""
    asked = cases(candidate.seed)
    first = asked[1]
    for case in (first, replace(first, defaults=True), *asked):
        try:
            mutated = candidate.mutated(split.name, *case.arguments)
        except kit.CandidateRaised:
            if case is first:
                raise
            continue
        if mutated:
            kit.fail("split.mutates-input", call=case.call)
    with contextlib.suppress(kit.CandidateRaised):
        images, labels = of_colours()
        if candidate.mutated(split.name, images + np.arange(10, dtype=np.uint8)[:, None, None, None], labels):
            kit.fail("split.mutates-input", call=OF_COLOURS)


# fmt: off
kit.checks(__name__, {
    "pairs": PAIRS.none_in(splits),
    # Twice anywhere comes before missing: a part that holds a sample twice often lacks another one for it.
    "complete": [TWICE.none_in(splits), LOST.none_in(splits), alike, typed],
    "stratified": UNFAIR.none_in(unfair),
    "reproducible": reproducible,
    "seed": UNMOVED.none_in(unmoved),
    "untouched": untouched,
})
