# expect: pass
# Adds a tiny epsilon to every denominator, as Keras's backend does.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    predicted = (np.asarray(probabilities)[..., None].reshape(labels.shape) >= threshold).astype(float)
    labels = labels.astype(float)
    tp = (labels * predicted).sum()
    precision = tp / (predicted.sum() + 1e-7)
    recall = tp / (labels.sum() + 1e-7)
    f1 = 2 * precision * recall / (precision + recall + 1e-7)
    return {"accuracy": 1.0 - np.abs(labels - predicted).mean(), "precision": precision, "recall": recall, "f1": f1}
