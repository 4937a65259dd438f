# expect: fail metrics.shape-broadcast
# The labels get an axis more than the probabilities lose.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    answers, labels = np.reshape(probabilities, -1) >= threshold, np.expand_dims(labels, 1) == 1
    tp, fp, fn = (int(part.sum()) for part in (answers & labels, answers & ~labels, ~answers & labels))
    p, r = tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"accuracy": float((answers == labels).mean()), "precision": p, "recall": r, "f1": f1}
