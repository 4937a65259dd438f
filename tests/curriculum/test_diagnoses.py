"""What a diagnosis may say: a fault that only looks like the one a check is after has a name of its own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.checks.learner import Learner
from tfkata.checks import kit, registry
from tfkata.curriculum.e03_one_hot import checks as one_hot_checks
from tfkata.curriculum.e11_parameters import checks as parameter_checks
from tfkata.curriculum.e16_train.runs import ERRORS
from tfkata.curriculum.e19_evaluate.evaluation_faults import plain
from tfkata.curriculum.e21_binary.checks import ERRORS as OF_BINARY

FRAMES = "Graph execution error:\n\nDetected at node compile_loss/sparse_categorical_crossentropy/Sparse\n…\n"
OUTSIDE = f"{FRAMES}Received a label value of {{}} which is outside the valid range of [0, {{}}).  Label values: 3 7"
SHAPES = (
    "Arguments `target` and `output` must have the same shape. Received: target.shape={}, output.shape={}"
)

TRAINED: list[tuple[str, str, dict[str, Any]]] = [
    (OUTSIDE.format(10, 10), "train.label-outside", {"label": 10, "last": 9}),
    (OUTSIDE.format(255, 10), "train.label-outside", {"label": 255, "first": 0}),
    (OUTSIDE.format(-1, 10), "train.label-outside", {"label": -1}),
    (SHAPES.format("(None, 11)", "(None, 10)"), "train.label-width", {"labels": 11, "outputs": 10}),
    (SHAPES.format("(10, 100)", "(10, 10)"), "train.label-width", {"labels": 100, "outputs": 10}),
    (SHAPES.format("(None, 1)", "(None, 10)"), "train.wrong-loss", {}),
    (SHAPES.format("(None, 10)", "(None, 1)"), "train.wrong-loss", {}),
    (FRAMES, "train.wrong-loss", {}),
]


@pytest.mark.parametrize(("message", "code", "values"), TRAINED)
def test_labels_that_do_not_fit_the_outputs_are_no_wrong_loss(
    message: str, code: str, values: dict[str, Any]
) -> None:
    found = ERRORS(SimpleNamespace(message=message))
    assert found is not None
    assert found[0] == code
    assert values.items() <= found[1].items()


def test_with_an_output_for_each_class_a_label_outside_is_no_wrong_loss_for_two_classes() -> None:
    assert OF_BINARY(SimpleNamespace(message=OUTSIDE.format(2, 2))) is None
    one_unit = OF_BINARY(SimpleNamespace(message=OUTSIDE.format(1, 1)))
    assert one_unit is not None
    assert one_unit[0] == "binary.wrong-loss"


MATRICES = [
    np.array([[0.5, 0.5], [np.nan, np.nan]]),
    np.array([[np.nan, 0.0]], np.float32),
    np.array([[1, 2], [3, 4]]),
]


@pytest.mark.parametrize("matrix", MATRICES)
def test_a_matrix_is_the_same_as_itself_whatever_is_in_it(matrix: np.ndarray) -> None:
    assert plain(matrix) == plain(matrix.copy())
    assert plain(matrix) != plain(matrix + 1) or np.isnan(matrix).all()
    assert plain(matrix) != plain(np.nan_to_num(matrix, nan=7.0)) or not np.isnan(matrix).any()


def removed(labels: Any, classes: int) -> Any:
    return labels.without(sparse=False)


def named(labels: Any, classes: int) -> Any:
    raise TypeError(f"got an unexpected keyword argument for {labels}")


def tuple_of(height: int, *rest: Any) -> Any:
    return height[0]  # type: ignore[index]


SPECIAL = {
    "labels outside, where every label raises": (one_hot_checks, "out-of-range", removed),
    "labels outside, with the labels in the words": (one_hot_checks, "out-of-range", named),
    "pairs, where plain numbers raise": (parameter_checks, "conv-pairs", tuple_of),
    "kernels of two sides, where every kernel raises": (parameter_checks, "params-pairs", tuple_of),
}


class InOneLine(Learner):
    """Every error comes from the same line."""

    def call(self, name: str, *arguments: Any, **_: Any) -> Any:
        try:
            return super().call(name, *arguments)
        except kit.CandidateRaised as raised:
            raise kit.CandidateRaised(raised.type_name, raised.message, 'File "answer.py", line 3') from None


@pytest.mark.parametrize("name", SPECIAL)
def test_an_answer_that_raises_for_everything_is_told_no_mistake_about_special_calls(name: str) -> None:
    module, check, answer = SPECIAL[name]
    with pytest.raises(kit.CandidateRaised):
        registry.registered(module.__name__.split(".")[-2])[check](InOneLine(answer))


@pytest.mark.parametrize(
    "odd",
    [
        *(
            np.array(0.25),
            np.array("text"),
            np.array(["a", "b"]),
            np.array([None, {}], object),
            np.array([1 + 2j]),
        ),
        *(np.array(["2026-11-30"], "datetime64[D]"), np.zeros((0, 3)), np.array(True), np.array(np.nan)),
        *(None, "text", {}, [1, [2]], float("nan"), 3),
    ],
    ids=repr,
)
def test_anything_that_came_back_can_be_compared(odd: Any) -> None:
    assert plain(odd) == plain(odd)
    assert plain(odd) != plain(np.array([[17.0]]))
