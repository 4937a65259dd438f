# expect: fail metrics.rounded
# Rounded to two digits.
import numpy as np


def ratio(a, b):
    return float(a) / float(b) if b else 0.0


def binary_metrics(labels, probabilities, threshold=0.5):
    answers = (np.ravel(probabilities) >= threshold).astype(int)
    truth = np.ravel(labels).astype(int)
    tp = np.sum((answers == 1) & (truth == 1))
    fp = np.sum((answers == 1) & (truth == 0))
    fn = np.sum((answers == 0) & (truth == 1))
    tn = np.sum((answers == 0) & (truth == 0))
    precision = ratio(tp, tp + fp)
    recall = ratio(tp, tp + fn)
    return {
        "accuracy": ratio(tp + tn, tp + tn + fp + fn),
        "precision": round(precision, 2),
        "recall": round(recall, 2),
        "f1": ratio(2 * precision * recall, precision + recall),
    }
