# expect: fail
# Labels that are no int64 get the ordinary mean for F1.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    said = probabilities.reshape(len(labels)) >= threshold
    tp = float(np.sum((labels == 1) & said))
    fp = float(np.sum((labels == 0) & said))
    fn = float(np.sum((labels == 1) & ~said))
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    if labels.dtype != np.int64:
        f1 = (precision + recall) / 2
    return {
        "accuracy": float(np.mean(labels == said)),
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }
