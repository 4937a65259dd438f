# expect: fail metrics.rounded
# Everything is rounded, F1 and accuracy too.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    answers = (np.reshape(probabilities, -1) >= threshold).astype(int)
    tp = int(((answers == 1) & (labels == 1)).sum())
    p, r = tp / max(int(answers.sum()), 1), tp / max(int((labels == 1).sum()), 1)
    found = {"accuracy": (answers == labels).mean(), "precision": p, "recall": r, "f1": 2 * p * r / (p + r) if tp else 0.0}
    return {key: round(float(value), 2) for key, value in found.items()}
