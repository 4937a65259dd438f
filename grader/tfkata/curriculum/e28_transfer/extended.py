"""The checks of `extend`: its outputs are computed again from its weights, and a step of training shows what learns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks import kit, steps
from tfkata.checks.kit import Candidate, Function, Mistake, Mistakes
from tfkata.curriculum.e28_transfer import bases
from tfkata.curriculum.e28_transfer.bases import Base

TRAINING_RATE = 0.1
FAR = 1e-3
extend = Function("extend")


@dataclass(frozen=True)
class Extended:
    """A model that was made of a base: its weights before and after a step of training, and its outputs before it."""

    call: str
    base: Base
    classes: int
    x: np.ndarray
    before: list[np.ndarray]
    outputs: Any
    after: list[np.ndarray]

    @property
    def places(self) -> list[int] | None:
        """Where the arrays of the base are among those of the model; None where they are not all there."""
        return self._found(np.array_equal)

    def _found(self, fits: Callable[[np.ndarray, np.ndarray], bool]) -> list[int] | None:
        """For each array of the base the first of the model that fits and is not taken."""
        found: list[int] = []
        for array in self.base.arrays:
            free = (i for i, w in enumerate(self.before) if i not in found and fits(w, array))
            place = next(free, None)
            if place is None:
                return None
            found.append(place)
        return found

    @property
    def base_places(self) -> list[int] | None:
        """The same; by the shapes alone where the base was built again, which is another check's business."""
        return self.places or self._found(lambda one, other: one.shape == other.shape)

    @property
    def kept(self) -> int:
        return sum(any(np.array_equal(array, w) for w in self.before) for array in self.base.arrays)

    @property
    def head(self) -> list[int]:
        """Where the other arrays are."""
        places = self.base_places or []
        return [i for i in range(len(self.before)) if i not in places]

    @property
    def shapes(self) -> list[tuple[int, ...]]:
        """Of the head's arrays."""
        return [self.before[i].shape for i in self.head]

    @property
    def channels(self) -> int:
        return int(self.base.arrays[-1].shape[0])

    # --- what its outputs are

    def wrong_shape(self) -> bool:
        return not isinstance(self.outputs, np.ndarray) or self.outputs.shape != (len(self.x), self.classes)

    @property
    def found_shape(self) -> str:
        return f"of shape {self.outputs.shape}" if isinstance(self.outputs, np.ndarray) else "no array"

    def one_dense(self) -> bool:
        kernels = [shape for shape in self.shapes if len(shape) > 1]
        return len(kernels) == 1 and len(self.shapes) <= 2

    @property
    def kernels(self) -> str:
        found = [" × ".join(map(str, shape)) for shape in self.shapes if len(shape) > 1]
        if not found:
            return "no kernel"
        if len(found) > 1:
            return f"{len(found)} kernels ({', '.join(found)})"
        return f"a kernel of {found[0]} and {len(self.shapes) - 1} other arrays"

    def takes_averages(self) -> bool:
        return (self.channels, self.classes) in self.shapes

    @property
    def inputs_of_head(self) -> str:
        return " × ".join(str(shape[0]) for shape in self.shapes if len(shape) > 1)

    def logits(self, pooled: np.ndarray) -> np.ndarray:
        arrays = [self.before[i].astype(np.float64) for i in self.head]
        kernel = next(w for w in arrays if w.ndim == 2)
        return np.asarray(pooled @ kernel + sum((w for w in arrays if w.ndim == 1), np.zeros(self.classes)))

    @property
    def averages(self) -> np.ndarray:
        return np.asarray(self.base.features(self.x).mean(axis=(1, 2)))

    @property
    def maxima(self) -> np.ndarray:
        return np.asarray(self.base.features(self.x).max(axis=(1, 2)))

    def is_(self, outputs: np.ndarray) -> bool:
        return bool(np.abs(np.nan_to_num(self.outputs, nan=np.inf) - outputs).max() < FAR)

    @property
    def first_row(self) -> str:
        return kit.show(np.round(self.outputs[0], 3))

    # --- what moved

    @property
    def moved_in_head(self) -> list[bool]:
        return [not np.array_equal(self.before[i], self.after[i]) for i in self.head]

    @property
    def moved_in_base(self) -> list[bool]:
        """For each array of the base."""
        return [not np.array_equal(self.before[i], self.after[i]) for i in self.base_places or []]

    def learned(self) -> int:
        """How many arrays of the base gradient descent has moved."""
        told = zip(self.moved_in_base, self.base.weights, strict=True)
        return sum(moved and not weight.is_statistic for moved, weight in told)

    @property
    def of(self) -> int:
        return sum(not weight.is_statistic for weight in self.base.weights)

    def only_batchnorm(self) -> bool:
        told = zip(self.moved_in_base, self.base.weights, strict=True)
        moved = [weight.of_batchnorm for is_moved, weight in told if is_moved]
        return bool(moved) and all(moved)


def softmax(logits: np.ndarray) -> np.ndarray:
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def ask(candidate: Candidate, *, pooled: bool, classes: int) -> Extended:
    """The model of a base, asked once."""

    def asked() -> Extended:
        base = bases.base(candidate.seed, pooled=pooled)
        x, y = bases.samples(candidate.seed)
        todo = [
            steps.predict(x),  # first: it builds what is not built
            steps.weights(),
            steps.compile_with("sparse_categorical_crossentropy", TRAINING_RATE),
            steps.fit(x, y),
            steps.weights(),
        ]
        call = f"extend(base, {classes})"
        answer = extend.ask(candidate, base.argument, classes, options=steps.option(todo), typed=call)
        done = steps.done(answer, todo, code="transfer.no-model")
        if done.kind != "model":
            kit.fail("transfer.no-model", call=call, found=f"a layer of the class {done.class_name}")
        outputs, before, _, _, after = done.results
        if not (bases.is_list_of_arrays(before) and bases.is_list_of_arrays(after)) or len(before) != len(
            after
        ):
            kit.fail(None, message="the weights of what you returned could not be read", call=call)
        return Extended(call, base, classes, x, before, outputs, after)

    return candidate.once(f"extend {pooled} {classes}", asked)  # type: ignore[no-any-return]


def models(candidate: Candidate) -> Iterator[Extended]:
    yield ask(candidate, pooled=False, classes=bases.CLASSES)
    yield ask(candidate, pooled=True, classes=bases.CLASSES + 2)


# fmt: off
HEAD = Mistakes(
    Mistake("transfer.base-rebuilt", lambda made: made.places is None, "kept", of=lambda made: len(made.base.arrays)),
    Mistake("transfer.wrong-outputs", Extended.wrong_shape, found=lambda made: made.found_shape, wanted=lambda made: str((len(made.x), made.classes))),
    Mistake("transfer.not-one-dense", lambda made: not made.one_dense(), found=lambda made: made.kernels),
    Mistake("transfer.no-average", lambda made: not made.takes_averages(), found=lambda made: made.inputs_of_head, channels=lambda made: made.channels),
    Mistake(None, lambda made: made.is_(softmax(made.logits(made.averages)))),
    Mistake("transfer.no-softmax", lambda made: made.is_(made.logits(made.averages)), found=lambda made: made.first_row),
    Mistake("transfer.maximum", lambda made: made.is_(softmax(made.logits(made.maxima)))),
    Mistake("transfer.other-outputs", lambda made: True, found=lambda made: made.first_row,
            wanted=lambda made: kit.show(np.round(softmax(made.logits(made.averages))[0], 3))),
)
FROZEN = Mistakes(
    Mistake("transfer.base-rebuilt", lambda made: made.base_places is None, "kept", of=lambda made: len(made.base.arrays)),
    Mistake("transfer.head-frozen", lambda made: not any(made.moved_in_head)),
    Mistake("transfer.batchnorm-learns", Extended.only_batchnorm),
    Mistake("transfer.base-not-frozen", Extended.learned, found=lambda made: made.learned(), of=lambda made: made.of),
)
# fmt: on
