# expect: fail metrics.mutates-input
# Turns the caller's probabilities into 0 and 1.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    p = probabilities.reshape(-1)
    high = p >= threshold
    p[high] = 1
    p[~high] = 0
    tp = np.sum(p * labels)
    precision = tp / p.sum() if p.sum() else 0.0
    recall = tp / labels.sum() if labels.sum() else 0.0
    f1 = 2 * precision * recall / (precision + recall) if tp else 0.0
    return {"accuracy": np.mean(p == labels), "precision": precision, "recall": recall, "f1": f1}
