"""e04_split: a stratified split, judged by which samples are where: every image carries its number in its pixels."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, check, fail
from tfkata.checks.questions import array_alone, insist

SEEDS = (0, 1, 2, 3, 7, 42, 1234)
PARTS = ("x_train", "y_train", "x_valid", "y_valid")


@dataclass(frozen=True)
class Case:
    """Arguments of one call. `fraction` times the number of samples is a whole number, so that shares are plain."""

    labels: np.ndarray
    typed: str
    fraction: float
    seed: int

    @property
    def images(self) -> np.ndarray:
        number = np.arange(len(self.labels))
        pixels = [number // 256, number % 256, 255 - number % 256, number * 7 % 256, number % 11, self.labels]
        return np.stack(pixels, axis=-1).astype(np.uint8).reshape(-1, 2, 3)

    @property
    def arguments(self) -> tuple[Any, ...]:
        return self.images, self.labels, self.fraction, self.seed

    @property
    def call(self) -> str:
        """The same with images that are easier to type, and to read in a result."""
        images = f"np.arange({len(self.labels)}).reshape(-1, 1, 1)"
        return f"split({images}, {self.typed}, {self.fraction}, {self.seed})"


@dataclass(frozen=True)
class Split:
    """What came back: the labels, and the numbers of the samples that the images show."""

    case: Case
    train: np.ndarray
    y_train: np.ndarray
    valid: np.ndarray
    y_valid: np.ndarray


def cases(seed: int) -> list[Case]:
    """Sorted and shuffled labels, with gaps, with ids above 9, with classes of 2 and of 120 samples."""
    plans: list[tuple[dict[int, int], float, bool]] = [
        ({0: 15, 3: 10, 7: 25}, 0.2, True),
        ({0: 15, 3: 10, 7: 25}, 0.2, False),
        ({1: 7, 2: 11, 4: 2, 9: 20}, 0.25, False),
        ({2: 13, 15: 7, 130: 20}, 0.25, True),
        ({0: 4, 1: 6, 2: 2}, 0.5, False),
        ({0: 120, 1: 40, 8: 33, 9: 7}, 0.2, False),
        ({4: 60, 5: 31, 6: 9}, 0.3, True),
    ]
    found = []
    for number, (counts, fraction, in_order) in enumerate(plans):
        labels = np.repeat(list(counts), list(counts.values()))
        typed = f"np.repeat({list(counts)}, {list(counts.values())})"
        if not in_order:
            labels = np.random.default_rng(seed).permutation(labels)
            typed = f"np.random.default_rng({seed}).permutation({typed})"
        found.append(
            Case(labels.astype(np.uint8 if number == 1 else np.int64), typed, fraction, SEEDS[number])
        )
    return found


@check("pairs")
def pairs(candidate: Candidate) -> None:
    for split in splits(candidate):
        if not len(split.train) and not len(split.valid):
            _dropped(split, np.arange(len(split.case.labels)))
        for name, numbers, labels in (
            ("train", split.train, split.y_train),
            ("valid", split.valid, split.y_valid),
        ):
            if len(numbers) != len(labels):
                counts = f"x_{name} has {len(numbers)} samples, y_{name} has {len(labels)}"
                fail("split.pairs-broken", call=split.case.call, found=counts)
            wrong = np.flatnonzero(split.case.labels[numbers] != labels)
            if wrong.size:
                number, label = numbers[wrong[0]], labels[wrong[0]]
                found = f"{wrong.size} of {len(labels)} labels in y_{name} belong to another image"
                told = f"image {number} of class {split.case.labels[number]} came back as class {label}"
                fail("split.pairs-broken", call=split.case.call, found=f"{found}: {told}, for one")


@check("complete")
def complete(candidate: Candidate) -> None:
    """Twice anywhere comes before missing: a part that holds a sample twice often lacks another one for it."""
    for split in splits(candidate):
        both = np.intersect1d(split.train, split.valid)
        if both.size:
            found = (
                f"{both.size} of {len(split.case.labels)} samples are in both parts, sample {both[0]} for one"
            )
            fail("split.overlap", call=split.case.call, found=found)
        for name, numbers in (("x_train", split.train), ("x_valid", split.valid)):
            values, times = np.unique(numbers, return_counts=True)
            if np.any(times > 1):
                found = f"sample {values[times.argmax()]} is {times.max()} times in {name}"
                fail("split.overlap", call=split.case.call, found=found)
    for split in splits(candidate):
        missing = _missing(split)
        if missing.size:
            _dropped(split, missing)
    _alike(candidate)


def _alike(candidate: Candidate) -> None:
    """Pictures that nothing tells apart, as in the statement's example, are samples all the same. These have colours."""
    images, labels = np.zeros((10, 4, 5, 3), np.uint8), np.repeat([3, 7], 5)
    call = "split(np.zeros((10, 4, 5, 3), np.uint8), np.repeat([3, 7], 5))"
    try:
        parts = _parts(candidate.call("split", images, labels), call)
    except CandidateRaised as raised:
        raised.call = call
        raise
    for name in ("x_train", "x_valid"):
        if parts[name].shape[1:] != images.shape[1:] or parts[name].any():
            fail("split.images-changed", call=call, name=name, returned=parts[name], given=str(images.shape))
    came = len(parts["x_train"]) + len(parts["x_valid"])
    if came != len(images):
        fail("split.equal-images", call=call, samples=len(images), count=came)


def _missing(split: Split) -> np.ndarray:
    """Which samples are in neither part."""
    return np.setdiff1d(np.arange(len(split.case.labels)), np.concatenate([split.train, split.valid]))


def _dropped(split: Split, missing: np.ndarray) -> NoReturn:
    first, labels = int(missing[0]), split.case.labels
    lost = {"count": len(missing), "samples": len(labels), "number": first, "label": labels[first]}
    fail("split.drops-samples", call=split.case.call, **lost)


@check("stratified")
def stratified(candidate: Candidate) -> None:
    """A class that is in neither part has no share that could be unfair: it was lost, and is called that."""
    done = list(splits(candidate))
    for split in done:
        for label, count in zip(*np.unique(split.case.labels, return_counts=True), strict=True):
            got, share = int(np.sum(split.y_valid == label)), count * split.case.fraction
            if abs(got - share) <= 1 + 1e-9:
                continue
            members = np.flatnonzero(split.case.labels == label)
            if np.isin(members, _missing(split)).all():
                _dropped(split, members)
            _unfair(done, split, label=label, count=count, got=got, share=f"{share:g}")


def _unfair(done: list[Split], split: Split, **values: Any) -> NoReturn:
    """The name of what is wrong with the shares: looked for in all splits, told of one."""
    sizes = f"the first pair holds {len(split.train)} of {len(split.case.labels)} samples"
    uneven = [s for s in done if s.case.fraction < 0.5]
    if all(_holds(s, 1 - s.case.fraction) for s in uneven):
        fail(
            "split.swapped", call=split.case.call, found=f"{sizes}, the second the {len(split.valid)} others"
        )
    if all(_at_an_end(s.valid, np.arange(len(s.case.labels))) for s in done):
        text = "here {got} of {count} samples of class {label} are held out where {share} are wanted"
        fail("split.tail", call=split.case.call, where="of all samples", found=text.format_map(values))
    if all(_holds(s, 0.2) for s in done):
        sizes = f"{len(split.valid)} of {len(split.case.labels)}"
        fail("split.ignores-fraction", call=split.case.call, fraction=split.case.fraction, held_out=sizes)
    fail("split.not-stratified", call=split.case.call, fraction=split.case.fraction, **values)


def _holds(split: Split, fraction: float) -> bool:
    """Whether the validation set has this part of all samples, give or take one of each class."""
    return abs(len(split.valid) - fraction * len(split.case.labels)) <= len(np.unique(split.case.labels))


def _at_an_end(chosen: np.ndarray, order: np.ndarray) -> bool:
    """Whether the chosen ones are just the first or the last of all."""
    return set(chosen) in (set(order[: len(chosen)]), set(order[len(order) - len(chosen) :]))


@check("reproducible")
def reproducible(candidate: Candidate) -> None:
    """Other seeds in between, so that one random generator for all calls shows."""
    case = cases(candidate.seed)[0]
    explicit, other = case.arguments, (case.images, case.labels, 0.2, 5)
    defaults = (case.images, case.labels)
    answers = [
        *_answers(candidate, [(case, a) for a in (explicit, other, explicit, defaults, other, defaults)])
    ]
    for first, second, seed in ((0, 2, 0), (1, 4, 5), (3, 5, 0)):
        if not _same(answers[first], answers[second]):
            fail("split.not-reproducible", call=case.call, seed=seed)
    if not _same(answers[0], answers[3]):
        text = (
            "split(images, labels) differs from split(images, labels, 0.2, 0), though these are the defaults"
        )
        fail(None, message=text, call=case.call)


def _same(one: Split, two: Split) -> bool:
    return np.array_equal(one.train, two.train) and np.array_equal(one.valid, two.valid)


@check("seed")
def seed_(candidate: Candidate) -> None:
    """Whoever loses most of the samples may hold out the same few twice: that is chance, and told elsewhere."""
    case = cases(candidate.seed)[1]
    asked = [replace(case, seed=seed) for seed in SEEDS]
    held_out: dict[frozenset[int], Split] = {}
    twins = []
    for split in _answers(candidate, [(c, c.arguments) for c in asked]):
        twin = held_out.setdefault(frozenset(split.valid.tolist()), split)
        if twin is not split:
            twins.append((split, twin))
    few = [len(_missing(split)) > len(case.labels) / 2 for split in held_out.values()]
    if twins and not (len(held_out) > 1 and all(few)):
        _unmoved(*twins[0])


def _unmoved(split: Split, twin: Split) -> NoReturn:
    """The same samples for two seeds: those at the end, of all or of every class, were cut off and not drawn."""
    labels, seeds = split.case.labels, f"seeds {twin.case.seed} and {split.case.seed}"
    found = f"{seeds} hold out the very same ones"
    if _at_an_end(split.valid, np.arange(len(labels))):
        fail("split.tail", call=split.case.call, where="of all samples", found=found)
    classes = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    if all(_at_an_end(np.intersect1d(split.valid, members), members) for members in classes):
        fail("split.tail", call=split.case.call, where="of each class", found=found)
    fail("split.ignores-seed", call=split.case.call, found=found)


@check("untouched")
def untouched(candidate: Candidate) -> None:
    case = cases(candidate.seed)[1]
    if candidate.mutated("split", *case.arguments):
        fail("split.mutates-input", call=case.call)


def splits(candidate: Candidate) -> Iterator[Split]:
    """The splits of all cases, asked for once."""
    asked = [(case, case.arguments) for case in cases(candidate.seed)]
    return iter(candidate.once("splits", lambda: list(_answers(candidate, asked))))


def _answers(candidate: Candidate, asked: list[tuple[Case, tuple[Any, ...]]]) -> Iterator[Split]:
    returned = candidate.calls("split", [arguments for _, arguments in asked])
    for (case, _), got in zip(asked, returned, strict=True):
        if isinstance(got, CandidateRaised):
            got.call = case.call
            raise got
        yield _read(case, got)


def _parts(got: Any, call: str) -> dict[str, np.ndarray]:
    """Two pairs of arrays, taken apart; anything else ends the check."""
    insist(kit.returned_nothing(got), call=call, returned=got)
    if not _pair(got) or not _pair(got[0]) or not _pair(got[1]):
        fail("split.not-two-pairs", call=call, found=_form(got))
    arrays = dict(zip(PARTS, (*got[0], *got[1]), strict=True))
    for name, array in arrays.items():
        insist(array_alone(array), call=call, returned=f"{name} = {kit.show(array)}")
    return arrays


def _read(case: Case, got: Any) -> Split:
    arrays = _parts(got, case.call)
    _ordered(case, [array.ndim for array in arrays.values()])
    for name in ("y_train", "y_valid"):
        if arrays[name].ndim != 1:
            shape = arrays[name].shape
            fail(None, message=f"{name} has shape {shape}, expected one label a sample: (n,)", call=case.call)
    numbers = [_numbers(case, name, arrays[name]) for name in ("x_train", "x_valid")]
    return Split(case, numbers[0], arrays["y_train"], numbers[1], arrays["y_valid"])


def _pair(value: Any) -> bool:
    return isinstance(value, tuple | list) and len(value) == 2


def _form(got: Any) -> str:
    if not isinstance(got, tuple | list):
        return kit.show(got)
    return f"{len(got)} values" if len(got) != 2 else "two values that are not pairs"


def _ordered(case: Case, axes: list[int]) -> None:
    """Images have three axes and labels have one: do they stand where they belong?"""
    if axes == [3, 3, 1, 1]:
        fail(
            "split.swapped",
            call=case.call,
            found="the first pair holds two arrays of images, the second two of labels",
        )
    if axes == [1, 3, 1, 3]:
        fail("split.swapped", call=case.call, found="in each pair the labels come before the images")


def _numbers(case: Case, name: str, images: np.ndarray) -> np.ndarray:
    """Which samples these images are."""
    known = case.images
    if images.shape[1:] == known.shape[1:] and images.dtype.kind in "iuf":
        wide = images.astype(np.int64)
        numbers = np.asarray(wide[:, 0, 0] * 256 + wide[:, 0, 1])
        inside = (numbers >= 0) & (numbers < len(known))
        if inside.all() and np.array_equal(known[numbers], images):
            return numbers
    fail("split.images-changed", call=case.call, name=name, returned=images, given=str(known.shape))
