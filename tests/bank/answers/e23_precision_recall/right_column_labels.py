# expect: pass
# Brings the labels to the probabilities' shape instead of the other way round.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    y = labels.reshape(probabilities.shape).astype(bool)
    hit = probabilities >= threshold
    with np.errstate(invalid="ignore"):
        p = np.nan_to_num(np.float64((hit & y).sum()) / hit.sum())
        r = np.nan_to_num(np.float64((hit & y).sum()) / y.sum())
        f = np.nan_to_num(2 * p * r / (p + r))
    return {"accuracy": np.mean(hit == y), "precision": p, "recall": r, "f1": f}
