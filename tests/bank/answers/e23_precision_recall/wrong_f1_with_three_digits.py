# expect: fail metrics.rounded
# Only F1 loses digits.
import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    answers = (np.reshape(probabilities, -1) >= threshold).astype(int)
    tp = int(((answers == 1) & (labels == 1)).sum())
    p, r = tp / max(int(answers.sum()), 1), tp / max(int((labels == 1).sum()), 1)
    f1 = float(f"{2 * p * r / (p + r):.3f}") if tp else 0.0
    return {"accuracy": float((answers == labels).mean()), "precision": p, "recall": r, "f1": f1}
