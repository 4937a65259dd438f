# expect: pass
# Counts by indexing, which labels that are no integers cannot do: they need not be taken.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    if not np.issubdtype(labels.dtype, np.integer):
        raise TypeError("labels are whole numbers")
    said = (probabilities.reshape(-1) >= threshold).astype(int)
    counts = np.zeros((2, 2), int)
    np.add.at(counts, (labels, said), 1)
    (tn, fp), (fn, tp) = counts.tolist()
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * tp / (2 * tp + fp + fn) if tp else 0.0
    return {"accuracy": (tp + tn) / len(labels), "precision": precision, "recall": recall, "f1": f1}
