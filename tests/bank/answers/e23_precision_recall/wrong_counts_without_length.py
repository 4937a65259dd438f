# expect: fail metrics.one-class-only
# np.bincount is as long as its largest number, and nobody said how many there are.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    answers = (np.asarray(probabilities).reshape(-1) >= threshold).astype(int)
    counts = np.bincount(2 * np.asarray(labels).reshape(-1) + answers)
    tn, tp = counts[0], counts[3] if len(counts) > 3 else 0
    fp = counts[1]
    fn = counts[2] if len(counts) > 2 else 0
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"accuracy": (tp + tn) / len(answers), "precision": precision, "recall": recall, "f1": f1}
