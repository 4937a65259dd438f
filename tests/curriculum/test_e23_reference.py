"""The reference of e23 says what scikit-learn says, with 0.0 where a denominator is 0."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.late import Late
from tfkata.catalog.solutions import load

metrics = Late("sklearn.metrics")
sixteenths = st.integers(0, 16).map(lambda count: count / 16)
samples = st.lists(st.tuples(st.integers(0, 1), sixteenths), min_size=1, max_size=30)


@settings(max_examples=300, deadline=None)
@given(samples, sixteenths, st.sampled_from(["float32", "float64"]), st.booleans())
def test_agrees_with_scikit_learn(
    drawn: list[tuple[int, float]], threshold: float, dtype: str, as_column: bool
) -> None:
    labels = np.array([label for label, _ in drawn])
    probabilities = np.array([probability for _, probability in drawn], dtype)
    answers = (probabilities >= threshold).astype(int)
    given_as = probabilities[:, None] if as_column else probabilities
    ours = load("e23_precision_recall")["binary_metrics"](labels, given_as, threshold)
    assert ours == pytest.approx(
        {
            "accuracy": metrics.accuracy_score(labels, answers),
            "precision": metrics.precision_score(labels, answers, zero_division=0),
            "recall": metrics.recall_score(labels, answers, zero_division=0),
            "f1": metrics.f1_score(labels, answers, zero_division=0),
        }
    )
    assert all(type(value) is float for value in ours.values())
