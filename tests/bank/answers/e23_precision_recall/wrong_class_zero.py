# expect: fail metrics.counts-negatives
# Class 0 is taken as the positive one.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    predicted = (probabilities.ravel() >= threshold).astype(int)
    tp = np.sum((predicted == 0) & (labels == 0))
    fp = np.sum((predicted == 0) & (labels == 1))
    fn = np.sum((predicted == 1) & (labels == 0))
    tn = np.sum((predicted == 1) & (labels == 1))
    accuracy = (tp + tn) / len(labels)
    precision = tp / (tp + fp) if tp + fp > 0 else 0.0
    recall = tp / (tp + fn) if tp + fn > 0 else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall > 0 else 0.0
    return {"accuracy": accuracy, "precision": precision, "recall": recall, "f1": f1}
