# expect: fail metrics.single-sample
# squeeze leaves a bare number of a single sample.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    answers = (np.squeeze(probabilities) >= threshold).astype(int)
    tp = sum(1 for y, a in zip(labels, answers) if y == 1 and a == 1)
    fp = sum(1 for y, a in zip(labels, answers) if y == 0 and a == 1)
    fn = sum(1 for y, a in zip(labels, answers) if y == 1 and a == 0)
    tn = sum(1 for y, a in zip(labels, answers) if y == 0 and a == 0)
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return {"accuracy": (tp + tn) / len(labels), "precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}
