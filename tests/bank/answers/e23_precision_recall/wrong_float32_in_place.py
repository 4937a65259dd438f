# expect: fail metrics.mutates-input
# asarray hands float32 through, and the answers are written over it.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    """labels: int (n,) of 0 and 1; probabilities: float (n,) or (n, 1) -> dict of four floats.

    Keys: "accuracy", "precision", "recall", "f1".
    """
    flat = np.asarray(probabilities, dtype=np.float32).reshape(-1)
    flat[:] = flat >= threshold
    predicted = flat == 1
    actual = labels == 1
    tp = np.sum(predicted & actual)
    precision = _ratio(tp, np.sum(predicted))
    recall = _ratio(tp, np.sum(actual))
    return {
        "accuracy": float(np.mean(predicted == actual)),
        "precision": precision,
        "recall": recall,
        "f1": _ratio(2 * precision * recall, precision + recall),
    }


def _ratio(numerator, denominator):
    return float(numerator / denominator) if denominator else 0.0
