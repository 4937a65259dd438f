# expect: pass
# Counts all four cases with one bincount; NaN replaced afterwards.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    tn, fp, fn, tp = np.bincount(2 * labels + (probabilities.flatten() >= threshold), minlength=4)
    with np.errstate(all="ignore"):
        p, r = np.float64(tp) / (tp + fp), np.float64(tp) / (tp + fn)
        p, r = (0.0 if np.isnan(x) else x for x in (p, r))
    return {"accuracy": (tp + tn) / labels.size, "precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p * r else 0.0}
