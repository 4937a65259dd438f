# expect: fail metrics.division-by-zero
# NumPy's 0 / 0 gives NaN and a warning.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    predicted = (probabilities.ravel() >= threshold).astype(int)
    tp = np.sum((predicted == 1) & (labels == 1))
    fp = np.sum((predicted == 1) & (labels == 0))
    fn = np.sum((predicted == 0) & (labels == 1))
    tn = np.sum((predicted == 0) & (labels == 0))
    accuracy = (tp + tn) / len(labels)
    precision = tp / (tp + fp)
    recall = tp / (tp + fn)
    f1 = 2 * precision * recall / (precision + recall)
    return {"accuracy": accuracy, "precision": precision, "recall": recall, "f1": f1}
