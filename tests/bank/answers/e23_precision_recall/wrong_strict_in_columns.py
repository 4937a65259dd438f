# expect: fail metrics.above-not-at
# At or above the threshold in a flat array, above it in a column.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    if probabilities.ndim == 2:
        said = probabilities[:, 0] > threshold
    else:
        said = probabilities >= threshold
    tp = int(np.sum((labels == 1) & said))
    fp = int(np.sum((labels == 0) & said))
    fn = int(np.sum((labels == 1) & ~said))
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "accuracy": float(np.mean(labels == said)),
        "precision": precision,
        "recall": recall,
        "f1": f1,
    }
