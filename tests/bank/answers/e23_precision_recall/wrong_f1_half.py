# expect: fail metrics.f1-half
# The factor 2 of the harmonic mean is missing.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    y, z = labels.ravel() == 1, probabilities.ravel() >= threshold
    tp, fp, fn = int((y & z).sum()), int((~y & z).sum()), int((y & ~z).sum())
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return {"accuracy": float((y == z).mean()), "precision": p, "recall": r, "f1": p * r / (p + r) if p + r else 0.0}
