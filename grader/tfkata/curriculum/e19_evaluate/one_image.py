"""`predict_one`: one image alone, with a softmax head, with a linear one, and with logits that could be probabilities."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Answer, Candidate, Function, Mistake, Mistakes, Problem
from tfkata.curriculum.e19_evaluate.brightest_pixel import (
    SHAPE,
    classifier,
    probabilities,
    single_of,
    softmax,
)
from tfkata.curriculum.e19_evaluate.evaluation_faults import number_of

DIM = 1 / 3
"""Of the brightness: no logit is above 1 then."""

predict_one = {
    head: Function(
        "predict_one",
        shown=lambda model, image, head=head: (
            f"predict_one(model, image) with an image of shape {image.shape} and a {head} head"
            + ", no logit above 1" * bool(image.max() < 0.5)
        ),
    )
    for head in ("softmax", "linear")
}


def singles(candidate: Candidate) -> tuple[list[Answer], list[Answer]]:
    """The answers for a softmax and a linear head, and for logits below 1; with a batch axis added, where it raises."""
    _, image = single_of(candidate.seed)
    asked = [("softmax", image), ("linear", image), ("linear", DIM * image)]

    def each(axis: tuple[int, ...]) -> list[Answer]:
        return [
            predict_one[head].ask(candidate, classifier(head), np.expand_dims(one, axis))
            for head, one in asked
        ]

    alone: list[Answer] = candidate.once("alone", lambda: each(()))
    return alone, candidate.once("batched", lambda: each((0,))) if alone[0].raised else alone


def right_pair(candidate: Candidate, scale: float = 1) -> tuple[int, float]:
    bright, image = single_of(candidate.seed)
    return bright, float(probabilities(scale * image)[bright])


def pair_problem(got: Any, want: tuple[int, float]) -> Problem | None:
    if type(got) not in (tuple, list) or len(got) != 2:
        text = f"returned {kit.show(got)}, expected a tuple of class id and probability"
        return kit.returned_nothing(got) or Problem(text)
    class_id, probability = got
    if isinstance(class_id, np.ndarray) and class_id.shape == ():
        class_id = class_id.item()
    if isinstance(class_id, bool) or not isinstance(class_id, int | np.integer):
        return Problem(f"the class id is {kit.show(class_id)}, expected one integer")
    if class_id != want[0]:
        return Problem(f"the class id is {kit.show(class_id)}, expected {want[0]}")
    problem = kit.scalar(rtol=1e-4)(probability, want[1])
    return problem and problem.about("the probability")


class Pair(NamedTuple):
    """The parts of an answer as numbers, NaN where they are none, and the image that was asked about."""

    parts: list[float]
    bright: int
    image: np.ndarray

    @classmethod
    def of(cls, answer: Answer, bright: int, image: np.ndarray) -> Pair:
        got = answer.value if isinstance(answer.value, tuple | list) else []
        return cls([number_of(part) for part in got], bright, image)

    def has(self, outputs: np.ndarray, rtol: float = 1e-4) -> bool:
        return any(math.isclose(number, outputs[self.bright], rel_tol=rtol) for number in self.parts)


def in_percent(pair: Pair) -> dict[str, str] | None:
    """A hundred times the probability, be it right or that of a second softmax."""
    right = probabilities(pair.image)
    for outputs, also in ((right, ""), (softmax(right), TWICE)):
        if pair.has(100 * outputs, 1e-3):
            return {"found": f"{100 * outputs[pair.bright]:.6g}", "also": also}
    return None


TWICE = " Divided by 100 it is still too small: a softmax was applied to the outputs of a softmax."

# fmt: off
PERCENT = Mistake("predict.percent", in_percent, "found also")
PAIR = Mistakes(
    PERCENT,
    Mistake("predict.scales-again", lambda pair: pair.has(probabilities(pair.image / 255), 1e-3)),
    Mistake("predict.double-softmax", lambda pair: pair.has(softmax(probabilities(pair.image)), 1e-3)),
    Mistake("predict.swapped", lambda pair: pair.parts[1] == pair.bright and 0 < pair.parts[0] < 1),
    look=lambda pair: pair if len(pair.parts) == 2 else None,
)
LOGIT = Mistakes(PERCENT, Mistake("predict.logit-not-probability", lambda pair: any(map(math.isfinite, pair.parts))))
# fmt: on


def one_image(candidate: Candidate) -> None:
    (answer, *_), (batched, *_) = singles(candidate)
    want = right_pair(candidate)
    if answer.raised and not batched.raised:
        answer.fail("predict.missing-batch-axis", expected=want, shape=str(SHAPE))
    about = Pair.of(answer, *single_of(candidate.seed))
    answer.insist(pair_problem(answer.value, want), PAIR, about, expected=want)


def logits(candidate: Candidate) -> None:
    """Only the probability counts, and a missing batch axis or a swapped pair is not held against it again.

    Logits that could be probabilities, from their size, are none.
    """
    bright, image = single_of(candidate.seed)
    for answer, scale in zip(singles(candidate)[1][1:], (1, DIM), strict=True):
        pair, want = Pair.of(answer, bright, scale * image), right_pair(candidate, scale)
        if pair.has(probabilities(pair.image / 255)):
            return
        if not pair.has(probabilities(pair.image)):
            answer.insist(pair_problem(answer.value, want), LOGIT, pair, expected=want)


def image_untouched(candidate: Candidate) -> None:
    _, image = single_of(candidate.seed)
    predict_one["linear"].leaves_alone(forms=[(classifier("linear"), image)], options={"weights_stay": True})(
        candidate
    )
