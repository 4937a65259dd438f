# expect: pass
# No array operation at all; counts in a loop over pairs.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    counts = {(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 0}
    for label, p in zip(labels.tolist(), np.asarray(probabilities).flatten().tolist()):
        counts[label, 1 if p >= threshold else 0] += 1
    tp, fp, fn = counts[1, 1], counts[0, 1], counts[1, 0]

    def safe(a, b):
        try:
            return a / b
        except ZeroDivisionError:
            return 0

    precision, recall = safe(tp, tp + fp), safe(tp, tp + fn)
    return dict(
        accuracy=safe(tp + counts[0, 0], len(labels)),
        precision=precision,
        recall=recall,
        f1=safe(2 * precision * recall, precision + recall),
    )
