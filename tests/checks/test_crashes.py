"""Whole answers in the idiom of public code that crash: each is told what a good tutor would say, or nothing but the error."""

from __future__ import annotations

import pathlib

import pytest

from tests.checks.crashes import Answer, answers, crash
from tfkata.catalog import texts
from tfkata.checks.familiar import named

ALL = answers()


def test_the_answers_are_many_and_spread() -> None:
    told = [answer for answer in ALL if answer.explained]
    assert len(told) >= 60
    assert len({answer.exercise for answer in told}) >= 15
    assert len(ALL) - len(told) >= 10


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("answer", ALL, ids=lambda answer: answer.name)
def test_a_crash_is_explained(
    answer: Answer, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    raised = crash(answer, tmp_path)
    assert raised is not None
    found = named(raised.type, raised.message, raised.traceback)
    assert (found and found[0]) == answer.explained
    if found:
        assert texts.misconception("e06_dense", *found)
        assert texts.misconception_hint("e06_dense", found[0])
