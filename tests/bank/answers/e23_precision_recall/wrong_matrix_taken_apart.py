# expect: fail metrics.one-class-only
# Four counts out of a matrix that has only the classes that occur.
import numpy as np
from sklearn.metrics import confusion_matrix


def binary_metrics(labels, probabilities, threshold=0.5):
    answers = (np.ravel(probabilities) >= threshold).astype(int)
    tn, fp, fn, tp = confusion_matrix(np.ravel(labels), answers).ravel()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"accuracy": (tp + tn) / (tp + tn + fp + fn), "precision": precision, "recall": recall, "f1": f1}
