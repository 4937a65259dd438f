# expect: fail metrics.counts-negatives
# scikit-learn with average='macro': the mean over both classes.
import numpy as np
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score


def binary_metrics(labels, probabilities, threshold=0.5):
    predicted = (probabilities.ravel() >= threshold).astype(int)
    return {
        "accuracy": accuracy_score(labels, predicted),
        "precision": precision_score(labels, predicted, average="macro", zero_division=0),
        "recall": recall_score(labels, predicted, average="macro", zero_division=0),
        "f1": f1_score(labels, predicted, average="macro", zero_division=0),
    }
