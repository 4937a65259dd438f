"""The drills about somebody's wrong answer: it fails as it declares, the reference passes, and nothing gives the fault away."""

from __future__ import annotations

import random

import pytest

from tfkata import drills
from tfkata.drills import answers, mend
from tfkata.results import Outcome
from tfkata.running.runner import Runner


@pytest.mark.parametrize("level", drills.LEVELS)
def test_every_misconception_of_the_bank_has_a_name_among_four(level: int) -> None:
    unnamed = {one.code for one in answers.of_level(level) if one.code and not mend.fault(one.code)}
    assert not unnamed
    assert len(mend.candidates(level)) > 100


def test_nothing_in_the_file_says_what_is_wrong() -> None:
    for level in drills.LEVELS:
        for one in mend.candidates(level):
            assert "expect:" not in one.text
            assert not one.about or one.about not in one.text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("x = 1  # one\n", "x = 1\n"),
        ("# all\nx = '# no comment'\n", "x = '# no comment'\n"),
        ('"""# in a text"""\ny = 2 # two\n', '"""# in a text"""\ny = 2\n'),
    ],
)
def test_comments_go_and_texts_stay(text: str, left: str) -> None:
    assert answers.without_comments(text) == left


@pytest.mark.parametrize("id_", ["mend:1:3", "mend:2:11", "mend:5:3"])
def test_the_answer_fails_as_it_declares_and_the_reference_passes(id_: str, runner: Runner) -> None:
    drill = drills.make(id_)
    assert drill.exercise is not None
    assert drill.about in runner.grade_text(drill.exercise, drill.stub, drill.file_name).misconceptions
    assert runner.grade_text(drill.exercise, drill.solution, drill.file_name).outcome is Outcome.PASSED


def test_a_misconception_is_brought_back_by_an_answer_that_has_it() -> None:
    chance = random.Random(4)
    for code in ("one-hot.classes-from-data", "metrics.f1-half", "params.forgets-bias", "axis.other"):
        drawn = drills.draw_about(code, chance)
        assert drawn is not None
        assert drawn.about == code or code in {slip.code for slip in drawn.slips}
    assert drills.draw_about("nobody.has-this", chance) is None
    typed = drills.draw_about("shape.rounds-up", chance, files=False)
    assert typed is not None
    assert typed.kind != "file"
