"""The drills about a table: what is shown fits one model only, and the real judge takes that one and no other."""

from __future__ import annotations

import itertools

import pytest

from tfkata import drills
from tfkata.curriculum.d_summary import cells, layers, variant
from tfkata.drills.drill import seed_of
from tfkata.results import ExerciseResult, Outcome
from tfkata.running.runner import Runner


def judged(text: str, drill: drills.Drill, runner: Runner) -> ExerciseResult:
    assert drill.exercise is not None
    by = runner.clone(seed=drill.settings_seed)
    try:
        return by.grade_text(drill.exercise, text, drill.file_name)
    finally:
        by.close()


@pytest.mark.parametrize("level", drills.LEVELS)
def test_every_line_of_a_table_has_one_reading(level: int) -> None:
    for seed in range(40):
        asked = variant.wanted(seed_of(level, seed))
        before = [asked.shape, *layers.shapes(asked.stack, asked.shape)]
        for layer, shape in zip(asked.stack, before, strict=False):
            assert len(list(variant.readings(layer, shape))) == 1


def test_a_line_with_two_readings_is_noticed() -> None:
    """A stride of 2 on 7 pixels gives 3 places with a window of 3, or a valid one of 2 with a stride of … another size."""
    pool = layers.Layer(layers.MAX_POOL, 0, (2, 2))
    assert len(list(variant.readings(pool, (3, 3, 4)))) == 2, (
        "1 × 1 is left by a pooling of 2 and by one of 3"
    )
    strided = layers.Layer(layers.CONV, 4, (2, 2), (2, 2))
    assert len(list(variant.readings(strided, (8, 8, 1)))) == 1, "with same, a window of 2 is not padded here"
    assert len(list(variant.readings(layers.Layer(layers.CONV, 4, (3, 3), (3, 3)), (7, 7, 1)))) == 1
    assert len(list(variant.readings(layers.Layer(layers.CONV, 4, (1, 1), (2, 2)), (7, 7, 1)))) == 1


def of_sequences(level: int, count: int) -> list[drills.Drill]:
    """The first drills of a level that read ids or series."""
    found = []
    for seed in itertools.count():
        asked = variant.wanted(seed_of(level, seed))
        if any(layers.TAKES.get(layer.kind, 3) < 3 for layer in asked.stack):
            found.append(drills.make(f"summary:{level}:{seed}"))
        if len(found) == count:
            return found
    raise AssertionError


def test_what_a_count_says_of_a_layer_in_both_directions() -> None:
    """A table says `Bidirectional` and no more: its count tells the cell, its bias and the kind of GRU."""
    for kind, bias in itertools.product(cells.CELLS, (True, False)):
        inside = layers.Layer(kind, 12, bias=bias, both_ways=True)
        assert list(variant.readings(inside, (20, 5))) == [inside]
    twofold = layers.Layer(cells.LSTM, 1, bias=False, both_ways=True)
    assert len(list(variant.readings(twofold, (20, 2)))) == 2, (
        "4·3 weights: also those of a GRU with one bias"
    )


WRONG = {
    "model.wrong-pooling": ("MaxPooling2D", "AveragePooling2D"),
    "model.wrong-activation": ('activation="softmax"', 'activation="sigmoid"'),
}


@pytest.mark.slow
@pytest.mark.parametrize(("level", "seed"), list(itertools.product(drills.LEVELS, range(4))))
def test_the_judge_takes_the_solution_and_no_other(level: int, seed: int, runner: Runner) -> None:
    drill = drills.make(f"summary:{level}:{seed}")
    result = judged(drill.solution, drill, runner)
    assert result.outcome is Outcome.PASSED, result.checks
    for code, (right, wrong) in WRONG.items():
        if right in drill.solution:
            assert code in judged(drill.solution.replace(right, wrong), drill, runner).misconceptions
    other = drills.make(f"summary:{level}:{seed + 50}")
    assert judged(other.solution, drill, runner).outcome is Outcome.FAILED


SEQUENCE_SLIPS = {
    "sequence.not-causal": (', padding="causal"', ', padding="same"'),
    "sequence.other-gru": (", reset_after=False", ""),
    "sequence.one-direction": ("keras.layers.Bidirectional(keras.layers.", "("),
    "model.wrong-pooling": ("GlobalMaxPooling1D", "GlobalAveragePooling1D"),
}


@pytest.mark.slow
@pytest.mark.parametrize("level", drills.LEVELS)
def test_the_judge_takes_models_of_sequences_and_no_other(level: int, runner: Runner) -> None:
    for drill in of_sequences(level, 4):
        result = judged(drill.solution, drill, runner)
        assert result.outcome is Outcome.PASSED, (drill.id, result.checks)
        for code, (right, wrong) in SEQUENCE_SLIPS.items():
            if right in drill.solution:
                wrongly = judged(drill.solution.replace(right, wrong), drill, runner)
                assert wrongly.outcome is Outcome.FAILED, (drill.id, code)


def test_the_judge_takes_one(runner: Runner) -> None:
    drill = drills.make("summary:2:7")
    assert judged(drill.solution, drill, runner).outcome is Outcome.PASSED
    assert judged(drill.stub, drill, runner).outcome is Outcome.NOT_ATTEMPTED
    unpadded = drill.solution.replace(', padding="same"', "").replace("relu", "tanh")
    assert judged(unpadded, drill, runner).outcome is Outcome.FAILED
