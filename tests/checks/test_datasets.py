"""What a described data set yields, whatever a process that lies puts into the description."""

from __future__ import annotations

from typing import Any

import pytest

from tfkata.checks.datasets import epochs_in, is_dataset
from tfkata.checks.kit import Failure
from tfkata.wire.codec import Described, Foreign


@pytest.mark.parametrize(("truncated", "endless"), [(False, False), (True, True), (None, True), (0, True)])
def test_the_elements_of_each_epoch_and_whether_there_are_more(truncated: Any, endless: bool) -> None:
    described = Described("dataset", {"epochs": [[1, 2], []], "truncated": truncated})
    assert epochs_in(described, "f()") == ([[1, 2], []], endless)


def test_one_that_does_not_say_whether_it_ended_did_not() -> None:
    assert epochs_in(Described("dataset", {"epochs": [[]]}), "f()") == ([[]], True)


@pytest.mark.parametrize(
    "data", [{}, {"epochs": None}, {"epochs": []}, {"epochs": [[1], 2]}, {"epochs": "ab"}]
)
def test_one_without_epochs_ends_the_check(data: dict[str, Any]) -> None:
    with pytest.raises(Failure, match="could not be read"):
        epochs_in(Described("dataset", data), "f()")


@pytest.mark.parametrize("value", [None, [], {"epochs": []}, Described("model", {}), Foreign("Dataset", "")])
def test_anything_else_is_no_data_set(value: Any) -> None:
    assert not is_dataset(value)
