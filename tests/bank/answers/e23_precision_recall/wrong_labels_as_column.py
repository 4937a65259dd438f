# expect: fail metrics.shape-broadcast
# Makes a column of the labels, for the probabilities come as one, sometimes.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    labels = labels.reshape(-1, 1)
    y, z = labels == 1, probabilities >= threshold
    tp, fp, fn = int((y & z).sum()), int((~y & z).sum()), int((y & ~z).sum())
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return {"accuracy": float((y == z).mean()), "precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}
