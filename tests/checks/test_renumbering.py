"""Other numbers for each seed: no class keeps its own, nothing is lost, and standardized stays standardized."""

from __future__ import annotations

import numpy as np
import pytest

from tfkata.checks import renumbering

SEEDS = [0, 1, 2, 17, 2**32 - 1]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("classes", [2, 3, 10])
def test_no_class_keeps_its_number_and_none_is_lost(classes: int, seed: int) -> None:
    numbers = renumbering.class_numbers(classes, seed)
    assert sorted(numbers.tolist()) == list(range(classes))
    assert not (numbers == np.arange(classes)).any()


def test_seeds_differ_and_a_seed_is_always_the_same() -> None:
    found = [renumbering.class_numbers(10, seed).tolist() for seed in SEEDS]
    assert len({tuple(numbers) for numbers in found}) == len(SEEDS)
    assert found == [renumbering.class_numbers(10, seed).tolist() for seed in SEEDS]


@pytest.mark.parametrize("seed", SEEDS)
def test_names_follow_their_classes(seed: int) -> None:
    numbers = renumbering.class_numbers(4, seed)
    named = renumbering.names("abcd", numbers)
    assert [named[numbers[old]] for old in range(4)] == list("abcd")


def test_answers_under_other_numbers_are_recognised() -> None:
    labels = np.arange(1000) % 10
    shuffled = renumbering.class_numbers(10, 3)[labels]
    assert np.mean(shuffled == labels) == 0
    assert renumbering.under_other_numbers(labels, shuffled, 10) == 1
    guessed = np.random.default_rng(0).integers(10, size=1000)
    assert renumbering.under_other_numbers(labels, guessed, 10) < 0.25


@pytest.mark.parametrize("seed", SEEDS)
def test_columns_change_places_and_stay_standardized(seed: int) -> None:
    x = np.random.default_rng(1).normal(size=(50, 30))
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    moved = renumbering.columns(x, seed)
    np.testing.assert_allclose(moved.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(moved.std(axis=0), 1)
    np.testing.assert_allclose(np.sort(np.abs(moved), axis=1), np.sort(np.abs(x), axis=1))
    assert np.mean(np.isclose(moved, x).all(axis=0)) < 0.3
