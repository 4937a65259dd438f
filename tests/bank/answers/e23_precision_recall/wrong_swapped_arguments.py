# expect: fail metrics.precision-recall-swapped
# scikit-learn with prediction and truth in the wrong order.
import numpy as np
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score


def binary_metrics(labels, probabilities, threshold=0.5):
    predicted = (probabilities.ravel() >= threshold).astype(int)
    return {
        "accuracy": accuracy_score(predicted, labels),
        "precision": precision_score(predicted, labels, zero_division=0),
        "recall": recall_score(predicted, labels, zero_division=0),
        "f1": f1_score(predicted, labels, zero_division=0),
    }
