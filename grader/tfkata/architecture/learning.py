"""Can this model learn? One step of gradient descent on the learner's own model, compared with the reference's.

What only the learner's process has (variables with a constraint, first weights, an activation that lets no gradient
through) is not in a description, so `tfkata.candidate.gradient_step` tries it there and tells what moved.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import keras
import numpy as np

from tfkata.architecture import clean
from tfkata.architecture.diagnosis import Difference
from tfkata.architecture.graph import Graph, read, weight_role
from tfkata.architecture.penalties import other_penalties
from tfkata.architecture.questions import Questions, kernel_scale
from tfkata.candidate.gradient_step import try_step

TOLERANCE = (
    0.1  # of the length of the reference's step: half precision moves weights by a few hundredths otherwise
)
SAMPLES = 24, 56
"""As many or more, and fewer, are in the batch of the step: about as many as `fit` takes."""
AWAKE, FEW = 0.1, 16
"""Fewer units than this share, of at least so many, are not asleep by chance: a picture leaves about half of them awake."""
FAINT = 1.0, 0.05, 0.002, 1e-5, 1e-8, 1e-12
"""How bright the pictures for the own weights are: where these are large, the head is only open for a faint one."""

_known: WeakKeyDictionary[keras.Model, tuple[dict[str, Any], dict[str, Any]]] = WeakKeyDictionary()


def step_question(wanted: keras.Model, questions: Questions) -> dict[str, Any]:
    """What the candidate is asked: pictures, what should come out, and how its weights are to be drawn."""
    random = np.random.default_rng([questions.seed, 3])
    graph = read(wanted)
    shape, target = questions.closed(wanted.input_shape[1:]), tuple(wanted.output_shape[1:])
    variables = [weight for layer in graph.weighted_layers() for weight in layer.weights]
    samples = int(random.integers(*SAMPLES))
    seed = int(random.integers(2**32))
    if graph.vocabulary is None:
        own = questions.pictures(len(FAINT), shape) * np.reshape(FAINT, (-1, *[1] * len(shape)))
        x = random.random((samples, *shape), np.float32)
    else:
        ids = questions.large_batch(shape, graph.vocabulary)
        own, x = ids[: len(FAINT)], ids[:samples]
        samples = len(x)
    return {
        "seed": seed,
        "x": x,
        "y": _targets(random, samples, target),
        "own_x": own.astype(np.float32),
        "own_y": _targets(random, len(FAINT), target),
        "scales": [[math.prod(v.shape), kernel_scale(tuple(v.shape))] for v in variables],
    }


def unlearning(
    step: Any, wanted: keras.Model, question: dict[str, Any], answer: keras.Model
) -> Iterator[Difference]:
    """What keeps a model from learning as the reference does, by what the candidate told of a step (untrusted).

    The reference takes the same step; its weights are left as they were.
    """
    if isinstance(step, dict) and step.get("ordinary") is True:
        return
    expected = _reference_step(wanted, question)
    found = _checked(step, expected)
    if isinstance(found, str):
        message = f"one step of training could not be taken: {found}"
        yield _difference(message, found="no step at all", wanted="a step")
        return
    yield from _compared(found, expected, read(answer), vector=len(wanted.output_shape) == 2)


def _reference_step(wanted: keras.Model, question: dict[str, Any]) -> dict[str, Any]:
    if wanted not in _known or _known[wanted][0] is not question:
        _known[wanted] = question, try_step(wanted, question)
    return _known[wanted][1]


def _targets(random: np.random.Generator, count: int, shape: tuple[int, ...]) -> np.ndarray:
    """Classes for a head, one-hot; numbers for anything else."""
    if len(shape) == 1:
        return np.eye(shape[0], dtype=np.float32)[random.integers(0, shape[0], count)]
    return random.random((count, *shape), np.float32)


def _checked(step: Any, expected: dict[str, Any]) -> dict[str, Any] | str:
    """The answer, if it has the form of the reference's; else what is wrong with it."""
    if not isinstance(step, dict):
        return "no answer came back"
    if step.get("raised") != "":
        return clean.label(step.get("raised"), 200)
    count = len(expected["moved"])
    for key, kind in {"alike": bool, "attached": str, "gradient": float, "awake": float}.items():
        entries = step.get(key)
        if not (
            isinstance(entries, list) and len(entries) == count and all(type(e) is kind for e in entries)
        ):
            return f"no {key} in its answer"
    moved = step.get("moved")
    if not (isinstance(moved, list) and len(moved) == count) or not all(
        isinstance(found, np.ndarray) and found.dtype == np.float32 and found.shape == want.shape
        for found, want in zip(moved, expected["moved"], strict=True)
    ):
        return "it does not say what moved"
    penalties = step.get("penalties")
    if not isinstance(penalties, list) or [type(one) for one in penalties] != [float] * count:
        return "no penalties in its answer"
    return step if type(step.get("penalty")) is float else "no penalty in its answer"


def _compared(
    found: dict[str, Any], expected: dict[str, Any], graph: Graph, *, vector: bool
) -> Iterator[Difference]:
    places = list(_places(graph))
    last = max((i for i, place in enumerate(places) if place.ndim > 1), default=-1)
    wanted = bool(expected["penalty"])
    penalised = not wanted and not abs(found["penalty"]) <= 1e-9  # one of no strength is none
    if penalised and "regularizer" not in found["attached"]:
        yield _penalty("a penalty that it adds itself")
    if wanted:
        yield from other_penalties(found["penalties"], expected["penalties"], [place.at for place in places])
        if abs(found["penalty"] - sum(found["penalties"])) > TOLERANCE * abs(expected["penalty"]):
            yield _penalty("a penalty that it adds itself")
    for index, (at, ndim, learns) in enumerate(places):
        if not learns:
            continue
        if found["attached"][index] == "constraint" or (penalised and found["attached"][index]):
            what = "constraint" if found["attached"][index] == "constraint" else "penalty"
            yield _penalty(f"a {what} on its weights", at)
        # A head that starts at zero learns at once; units inside that start alike stay alike, or have to be torn apart.
        elif ndim > 1 and found["alike"][index] and (not vector or index != last):
            yield _alike(graph, at)
        elif ndim > 1 and math.isnan(found["gradient"][index]):
            message = "the gradient of its weights is nan (not a number), and after one step so are they"
            yield _difference(message, at, found="a step of nan", wanted="a step")
        elif ndim > 1 and found["gradient"][index] == 0:
            message = "no gradient reaches its weights, so they stay as they are"
            yield _difference(message, at, found="a step of 0", wanted="a step")
        elif ndim > 1 and (not vector or index != last) and _asleep(graph, at, found["awake"][index]):
            units = _units(graph, at)
            message = f"a gradient reaches only {round(found['awake'][index] * units)} of its {units} units"
            yield _difference(message, at, found="units that stay as they are", wanted="units that learn")
        else:
            yield from _moved(found["moved"][index], expected["moved"][index], at, ndim)


def _moved(found: np.ndarray, expected: np.ndarray, at: int, ndim: int) -> Iterator[Difference]:
    with np.errstate(all="ignore"):
        length, wanted, apart = (float(np.linalg.norm(a)) for a in (found, expected, found - expected))
    if not apart <= TOLERANCE * wanted + 1e-7:
        what = "kernel" if ndim > 1 else "bias"
        message = f"one step of training moves its {what} by {length:.3g}, expected {wanted:.3g}"
        if abs(length - wanted) <= TOLERANCE * wanted:
            message = f"one step of training moves its {what} in a different direction"
        yield _difference(message, at, found=f"a step of {length:.3g}", wanted=f"one of {wanted:.3g}")


class _Place(NamedTuple):
    """Where a weight array belongs: the step of its layer, its dimensions (1 for any bias), and whether training is to move it."""

    at: int
    ndim: int
    learns: bool


def _places(graph: Graph) -> Iterator[_Place]:
    for layer in graph.weighted_layers():
        at = next(index for index, step in enumerate(graph.steps) if step.layer is layer)
        for weight in layer.weights:
            role = weight_role(layer, weight)
            ndim = 1 if role == "bias" else len(weight.shape)
            yield _Place(at, ndim, not role.startswith("moving_"))


def _alike(graph: Graph, at: int) -> Difference:
    units = _units(graph, at)
    message = f"all {units} of its units start with the same weights"
    values = {"found": f"{units} units that start alike", "wanted": "units that start differently"}
    return Difference("model.constant-weights", "training", message, {**values, "units": units}, at)


def _asleep(graph: Graph, at: int, awake: float) -> bool:
    return _units(graph, at) >= FEW and awake < AWAKE


def _units(graph: Graph, at: int) -> int:
    return int(graph.steps[at].layer.weights[0].shape[-1])


def _difference(message: str, at: int | None = None, **values: str) -> Difference:
    return Difference("model.cannot-learn", "training", message, values, at)


def _penalty(found: str, at: int | None = None) -> Difference:
    values = {"found": found, "wanted": "none"}
    return Difference("model.regularized", "training", f"it has {found}", values, at)
