"""What several checks in a row ask alike is asked once, and nothing is taken for something else."""

from __future__ import annotations

from typing import Any

import pytest

from tfkata.checks.candidate import Candidate
from tfkata.wire.messages import Job

Calls = list[tuple[Any, ...]]


class _Counted(Candidate):
    """Answers each call with its number, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(None, Job("e01_normalize", "e01_normalize.py", "", "quick", 0, ""))  # type: ignore[arg-type]
        self.asked: list[Calls] = []

    def calls(self, function: str, calls: Any, *, options: dict[str, Any] | None = None) -> list[Any]:
        self.asked.append(calls)
        return [(function, *call, len(self.asked)) for call in calls]


@pytest.fixture
def candidate() -> _Counted:
    return _Counted()


def test_one_list_is_asked_once(candidate: _Counted) -> None:
    calls: Calls = [(1,), (2,)]
    first = candidate.calls_shared("f", calls)
    assert candidate.calls_shared("f", calls) is first
    assert candidate.asked == [calls]


def test_another_function_or_another_list_of_the_same_calls_is_asked_anew(candidate: _Counted) -> None:
    calls: Calls = [(1,), (2,)]
    candidate.calls_shared("f", calls)
    assert candidate.calls_shared("g", calls) == [("g", 1, 2), ("g", 2, 2)]
    assert candidate.calls_shared("g", list(calls)) == [("g", 1, 3), ("g", 2, 3)]


def test_only_the_last_answers_are_kept(candidate: _Counted) -> None:
    one, other = [(1,)], [(2,)]
    for calls in (one, other, one):
        candidate.calls_shared("f", calls)
    assert candidate.asked == [one, other, one]


def test_calls_that_are_lost_are_not_kept(candidate: _Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any, **__: Any) -> Any:
        raise RuntimeError

    calls: Calls = [(1,)]
    with monkeypatch.context() as patched:
        patched.setattr(_Counted, "calls", lost)
        with pytest.raises(RuntimeError):
            candidate.calls_shared("f", calls)
    assert candidate.calls_shared("f", calls) == [("f", 1, 1)]
