# expect: fail metrics.never-answers-one
# argmax over a single column is always 0.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    z = np.argmax(probabilities.reshape(len(labels), -1), axis=1) == 1
    y = labels.ravel() == 1
    tp, fp, fn = int((y & z).sum()), int((~y & z).sum()), int((y & ~z).sum())
    p = tp / (tp + fp) if tp + fp else 0.0
    r = tp / (tp + fn) if tp + fn else 0.0
    return {"accuracy": float((y == z).mean()), "precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}
