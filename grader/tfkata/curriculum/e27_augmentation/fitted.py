"""The checks of `with_augmentation`: what a model was shown in `fit` is read from the weights that it moved.

The model given is a sum of weighted pixels. One step of gradient descent on one picture moves its weights by a multiple of
that very picture, as the model saw it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from tfkata.checks import kit, steps
from tfkata.checks.kit import Candidate, CandidateRaised, Function, Mistake, Mistakes
from tfkata.wire.codec import Described

RATE = 0.002
FITS = 5
"""Of so many steps every one shows another picture, if the pictures are augmented at all."""

SHAPE = (8, 12, 1)
with_augmentation = Function("with_augmentation")


@dataclass(frozen=True)
class Fitted:
    """What came of a model with augmentation: predictions, and the weights of the given model and of the new one after each step."""

    call: str
    picture: np.ndarray
    weights: np.ndarray
    many: np.ndarray
    results: list[Any]

    @property
    def predictions(self) -> list[Any]:
        return self.results[:2]

    @property
    def loss(self) -> Any:
        return self.results[3]

    @property
    def expected(self) -> np.ndarray:
        """What the given model predicts."""
        return np.asarray(self.many.reshape(len(self.many), -1) @ self.weights)

    @property
    def given(self) -> list[np.ndarray]:
        """The weights of the given model before and after each step."""
        return [self.weights, *(part[0] for part in self.results[5::3])]

    @property
    def own_moved(self) -> bool:
        """Whether the new model's weights moved."""
        own = self.results[6::3]
        return any(
            not np.array_equal(a, b) for one, other in pairwise(own) for a, b in zip(one, other, strict=False)
        )

    def shown(self) -> list[np.ndarray]:
        """What the model saw in each step, as the direction of its weights' movement, of length 1; zeros where none moved."""
        moves = [after - before for before, after in pairwise(self.given)]
        lengths = [float(np.linalg.norm(move)) for move in moves]
        return [
            move / length if length > 1e-9 else np.zeros_like(move)
            for move, length in zip(moves, lengths, strict=True)
        ]

    def changed(self) -> int:
        """In how many steps it was not the picture itself."""
        plain = self.picture.reshape(-1, 1) / np.linalg.norm(self.picture)
        return sum(bool(seen.any()) and abs(float((seen * plain).sum())) < 0.9999 for seen in self.shown())

    def plain_steps(self) -> bool:
        """Whether each step is the one that the picture itself asks for."""
        x = self.picture.reshape(-1, 1)
        pairs = pairwise(self.given)
        return all(
            np.allclose(after - before, -2 * RATE * (x.T @ before - 1) * x, atol=1e-5)
            for before, after in pairs
        )

    def well_formed(self) -> bool:
        shapes = [
            part[0].shape if isinstance(part, list) and part and isinstance(part[0], np.ndarray) else None
            for part in self.results[5::3]
        ]
        return all(shape == self.weights.shape for shape in shapes)


def plan(picture: np.ndarray, many: np.ndarray) -> list[steps.Step]:
    todo = [
        steps.predict(many),
        steps.predict(many),
        steps.compile_with("mse", RATE),
        steps.evaluate(many, np.ones((len(many), 1), np.float32)),
    ]
    for _ in range(FITS):
        todo += [steps.fit(picture, np.ones((1, 1), np.float32)), steps.weights(0), steps.weights()]
    return todo


def ask(candidate: Candidate, augment: str, functional: bool) -> Fitted:
    """A model and an augmentation by name, asked once."""

    def fitted() -> Fitted:
        random = np.random.default_rng(candidate.seed)
        picture = random.uniform(0.1, 1, (1, *SHAPE)).astype(np.float32)
        picture[:, :, : SHAPE[1] // 2] *= 0.4  # a mirror shows
        many = random.random((6, *SHAPE), np.float32)
        weights = random.normal(0, 0.1, (int(np.prod(SHAPE)), 1)).astype(np.float32)
        todo = plan(picture, many)
        typed = f"with_augmentation(model, {augment})"
        answer = with_augmentation.ask(
            candidate,
            model_argument(weights, functional),
            augment_argument(augment),
            options=steps.option(todo),
            typed=typed,
        )
        if (
            isinstance(answer.got, Described) and answer.got.data.get("kind") == "layer"
        ):  # it has no `compile`, and would raise
            name = str(answer.got.data.get("class_name"))[:80]
            kit.fail("augment.not-a-model", call=typed, found=f"a layer of the class {name}")
        done = steps.done(answer, todo, code="augment.not-a-model")
        return Fitted(typed, picture, weights, many, done.results)

    return candidate.once(augment, fitted)  # type: ignore[no-any-return]


NOISE = "keras.layers.GaussianNoise(0.3)"
MOVES = 'keras.Sequential([keras.layers.RandomFlip("horizontal"), keras.layers.RandomTranslation(0.2, 0.2)])'


def noisy(candidate: Candidate) -> Iterator[Fitted]:
    """A layer that takes whatever it is given: also what a model puts out."""
    yield ask(candidate, NOISE, functional=False)


def moved(candidate: Candidate) -> Iterator[Fitted]:
    yield ask(candidate, MOVES, functional=True)


def pictures(candidate: Candidate) -> Iterator[Fitted]:
    """The same for predictions. An augmentation that comes after the model raises for its outputs: what `fit` shows says so."""
    try:
        yield ask(candidate, MOVES, functional=True)
    except CandidateRaised:
        if any(one.changed() for one in noisy(candidate)):
            raise


def model_argument(weights: np.ndarray, functional: bool) -> Described:
    import keras

    if functional:
        inputs = keras.Input(SHAPE)
        hidden = keras.layers.Flatten()(inputs)
        model = keras.Model(inputs, keras.layers.Dense(1, use_bias=False)(hidden))
    else:
        model = keras.Sequential(
            [keras.Input(SHAPE), keras.layers.Flatten(), keras.layers.Dense(1, use_bias=False)]
        )
    model.set_weights([weights])
    return kit.model_argument(model)


def augment_argument(name: str) -> Described:
    """A layer crosses as a model does, by its configuration."""
    import keras

    k = keras.layers
    layer = (
        k.GaussianNoise(0.3, seed=1)
        if name == NOISE
        else keras.Sequential([k.RandomFlip("horizontal", seed=2), k.RandomTranslation(0.2, 0.2, seed=3)])
    )
    return Described("model", {"config": json.dumps(keras.saving.serialize_keras_object(layer))})


# --- how mistakes show


def wrong_shape(f: Fitted) -> dict[str, str] | None:
    odd = [p for p in f.predictions if not isinstance(p, np.ndarray) or p.shape != f.expected.shape]
    if not odd:
        return None
    found = f"of shape {odd[0].shape}" if isinstance(odd[0], np.ndarray) else "no array"
    return {"found": found, "wanted": str(f.expected.shape)}


def far(one: Any, other: Any) -> float:
    return float(np.nan_to_num(np.abs(np.asarray(one, np.float64) - other), nan=np.inf).max(initial=0))


def active(f: Fitted) -> dict[str, str] | None:
    """Two predictions of the same pictures differ, or the loss is not that of the predictions."""
    first, second = f.predictions
    if far(first, second) > 1e-4:
        return {"how": "`predict`", "change": f"{far(first, second):.2g}"}
    loss = f.loss if isinstance(f.loss, float) else np.inf
    own = float(np.mean((first - 1) ** 2))
    return (
        {"how": "`evaluate`", "change": f"{abs(loss - own):.2g}"}
        if abs(loss - own) > 1e-3 * max(1, own)
        else None
    )


# fmt: off
PREDICTION = Mistakes(
    Mistake("augment.changes-model", wrong_shape, found=lambda f: (wrong_shape(f) or {})["found"], wanted=lambda f: f"of shape {f.expected.shape}, as the model's own"),
    Mistake("augment.active-in-model", active, "how change"),
    Mistake("augment.changes-model", lambda f: far(f.predictions[0], f.expected) > 1e-3,
            found=lambda f: f"{f.predictions[0][0, 0]:.4g} for the first picture", wanted=lambda f: f"{f.expected[0, 0]:.4g}, as the model itself predicts"),
)
FIT = Mistakes(
    Mistake(None, lambda f: not f.well_formed(), message="the model that you were given no longer has the weights that it had"),
    Mistake("augment.weights-copied", lambda f: np.array_equal(f.given[0], f.given[-1]) and f.own_moved),
    Mistake("augment.does-not-train", lambda f: np.array_equal(f.given[0], f.given[-1])),
    Mistake("augment.not-in-fit", lambda f: not f.changed() and f.plain_steps()),
    Mistake("augment.after-the-model", lambda f: not f.changed()),
    Mistake("augment.once-for-all", lambda f: far(f.shown()[0], f.shown()[1]) < 1e-5 and far(f.shown()[0], f.shown()[-1]) < 1e-5),
)
# fmt: on
