# expect: fail metrics.ignores-threshold
# Accuracy alone is computed at one half.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    y, q = labels.ravel() == 1, probabilities.ravel()
    z = q >= threshold
    tp, fp, fn = int((y & z).sum()), int((~y & z).sum()), int((y & ~z).sum())
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return {"accuracy": float((y == (q >= 0.5)).mean()), "precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}
