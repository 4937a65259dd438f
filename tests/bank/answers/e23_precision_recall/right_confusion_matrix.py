# expect: pass
# scikit-learn's confusion matrix, both labels named.
import numpy as np
from sklearn.metrics import confusion_matrix


def binary_metrics(labels, probabilities, threshold=0.5):
    predicted = np.where(probabilities.reshape(len(labels)) >= threshold, 1, 0)
    tn, fp, fn, tp = confusion_matrix(labels, predicted, labels=[0, 1]).ravel()
    result = {"accuracy": (tp + tn) / (tp + tn + fp + fn), "precision": 0.0, "recall": 0.0, "f1": 0.0}
    if tp:
        result["precision"] = tp / (tp + fp)
        result["recall"] = tp / (tp + fn)
        result["f1"] = 2 * tp / (2 * tp + fp + fn)
    return result
