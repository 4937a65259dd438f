"""What the learner's process is told of the seed from which the questions are drawn."""

from __future__ import annotations

from typing import Any

import pytest

from tfkata.checks.candidate import Candidate
from tfkata.wire import messages
from tfkata.wire.messages import Job, Load


class _Overheard(Exception):
    """Raised instead of sending."""


class _Host:
    def launch(self) -> tuple[int, Any]:
        return 1, self

    def release(self, key: int) -> Any:
        raise AssertionError(key)

    def send(self, body: bytes, limit: float) -> None:
        raise _Overheard(body)


def told(seed: int) -> int:
    job = Job("e01_normalize", "e01_normalize.py", "", "quick", seed, "")
    with pytest.raises(_Overheard) as sent:
        Candidate(_Host(), job).call("normalize", 1)
    load = messages.decode(sent.value.args[0])
    assert isinstance(load, Load)
    return load.seed


def test_the_seed_of_the_questions_stays_with_the_examiner() -> None:
    seeds = [0, 1, 7, 2**32 - 1]
    numbers = [told(seed) for seed in seeds]
    assert not set(numbers) & set(seeds)
    assert len(set(numbers)) == len(seeds)
    assert all(0 <= number < 2**32 for number in numbers)


def test_a_result_can_be_repeated() -> None:
    assert told(7) == told(7)
