"""Every right last layer is right, however it is typed; what is wrong is called as the exercises about it call it."""

from __future__ import annotations

import pytest

from tfkata import drills
from tfkata.drills import forms, head
from tfkata.drills.head import Task
from tfkata.results import Outcome

SPELLINGS = [
    "10, softmax, sparse_categorical_crossentropy",
    "10 softmax SparseCategoricalCrossentropy",
    "softmax, sparse_categorical_crossentropy, 10",
    "10 sparse_categorical_crossentropy softmax",
    "units=10, activation='softmax', loss=keras.losses.SparseCategoricalCrossentropy()",
    "10 units, linear, SparseCategoricalCrossentropy(from_logits=True)",
    "10, None, sparse_categorical_crossentropy from_logits",
    "10, softmax, SparseCategoricalCrossentropy(from_logits=False)",
    "10 units with softmax and sparse_categorical_crossentropy",
]
WRONG = [
    (Task(10, "integer", ""), "10 softmax categorical_crossentropy", "head.categorical-with-integers"),
    (Task(10, "one_hot", ""), "10 softmax sparse_categorical_crossentropy", "head.sparse-with-one-hot"),
    (Task(10, "multi_hot", ""), "10 softmax categorical_crossentropy", "head.softmax-for-multi-label"),
    (Task(2, "integer", ""), "1 softmax binary_crossentropy", "head.softmax-one-unit"),
    (Task(2, "integer", "one"), "2 softmax sparse_categorical_crossentropy", "head.other-than-given"),
    (Task(5, "integer", "linear"), "5 softmax sparse_categorical_crossentropy", "head.other-than-given"),
    (Task(1, "number", ""), "1 sigmoid mean_squared_error", "head.bounded-for-numbers"),
    (Task(1, "number", ""), "1 linear categorical_crossentropy", "head.classes-for-numbers"),
    (Task(4, "number", ""), "1 linear mse", "head.units-for-numbers"),
    (Task(1, "number", ""), "1 linear poisson", "head.another-loss"),
    (Task(7, "integer", ""), "7 linear sparse_categorical_crossentropy", "head.no-activation"),
    (Task(7, "integer", ""), "7 softmax sparse_categorical_crossentropy from_logits", "head.logits-mismatch"),
]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_spellings_of_a_right_head(typed: str) -> None:
    read = forms.read("head", typed)
    assert read is not None
    assert head.read(read) in head.right_heads(Task(10, "integer", ""))


@pytest.mark.parametrize(("task", "typed", "code"), WRONG)
def test_a_wrong_head_is_called_by_its_name(task: Task, typed: str, code: str) -> None:
    assert head.told(task, head.read(typed))[0] == code


@pytest.mark.parametrize("level", [3, 4, 5])
def test_every_right_head_passes(level: int) -> None:
    for seed in range(25):
        drill = drills.make(f"head:{level}:{seed}")
        k, labels, given = drill.note.split(" ")[:3]
        for right in head.right_heads(Task(int(k), labels, given)):
            assert drills.judge(drill, head.spelled_head(right)).passed


def test_an_unknown_name_is_quoted_and_no_miss() -> None:
    """A slip of the pen: it is asked again, and no review brings it back."""
    drill = drills.make("head:3:1")
    for typed, name in (
        ("3, softmx, categorical_crossentropy", "softmx"),
        ("3, softmax, crossentropi", "crossentropi"),
        ("3 sigmoid BinaryCrossEntropi from_logits", "BinaryCrossEntropi"),
    ):
        result = drills.judge(drill, typed)
        assert result.outcome is Outcome.NOT_ATTEMPTED
        assert result.misconception is None
        assert f"`{name}`" in result.message


@pytest.mark.parametrize("typed", ["softmax", "10 softmax", "ten, softmax, mse", "1 2 softmax mse", "10 softmax mse mae"])  # fmt: skip
def test_what_is_no_head(typed: str) -> None:
    assert forms.read("head", typed) is None
