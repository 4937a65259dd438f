# expect: pass
# Divides first and replaces NaN afterwards; takes the column off only where there is one.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    labels = np.asarray(labels).astype(bool)
    answers = np.asarray(probabilities).squeeze(axis=-1) if np.ndim(probabilities) == 2 else np.asarray(probabilities)
    answers = answers >= threshold
    tp, ones, said = np.float64(np.count_nonzero(labels & answers)), labels.sum(), answers.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.nan_to_num([
            np.divide(np.count_nonzero(labels == answers), labels.size),
            tp / said,
            tp / ones,
            2 * tp / (said + ones),
        ])
    return dict(zip(("accuracy", "precision", "recall", "f1"), map(float, values)))
