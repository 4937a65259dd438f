"""Every wrong way to choose an epoch that a walk can show has words for it in both exercises that walk."""

from typing import Any

import numpy as np
import pytest

from tfkata.catalog import texts
from tfkata.checks import keeping
from tfkata.checks.training_run import Run
from tfkata.checks.walk import Walk
from tfkata.curriculum.e17_checkpoint import checks as e17
from tfkata.curriculum.e18_early_stopping import checks as e18

EXERCISES = {"e17_checkpoint": e17, "e18_early_stopping": e18}
WALKS = [e17.MIDDLE, e17.LARGE, *(asked.walk for asked in e18.ALL)]


def ended_with(walk: Walk, weight: float) -> Run:
    """A whole run of a walk whose file holds this weight."""
    answer: Any = (None, {"val_loss": walk.val_loss.tolist()})
    return Run(walk, "", answer, {}, weight)


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("walk", WALKS)
def test_a_choice_that_a_file_gives_away_has_a_text(exercise: str, walk: Walk) -> None:
    topic = EXERCISES[exercise].TOPIC
    for weight in walk.weights:
        seen = keeping.choice_seen(ended_with(walk, weight))
        assert seen is None or f"{topic}.{seen}" in texts.codes(exercise)


@pytest.mark.parametrize("walk", [e17.MIDDLE, e18.PLATEAU.walk])
def test_the_last_epoch_is_no_choice_of_its_own(walk: Walk) -> None:
    assert keeping.choice_seen(ended_with(walk, walk.weights[-1])) is None


def test_on_the_middle_walk_each_wrong_way_chooses_another_epoch() -> None:
    chosen = keeping.epochs_by_choice(ended_with(e17.MIDDLE, 0.0))
    assert len(set(chosen.values())) == len(chosen)
    assert e17.MIDDLE.best not in chosen.values()
    assert np.diff(np.sort(e17.MIDDLE.val_loss))[0] < 1e-3
