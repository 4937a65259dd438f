# expect: pass
# statistics.harmonic_mean, which is 0 as soon as one of the two is.
from statistics import harmonic_mean

import numpy as np


class Counts:
    def __init__(self, labels, answers):
        self.tp = int(np.count_nonzero((labels == 1) & answers))
        self.said = int(np.count_nonzero(answers))
        self.are = int(np.count_nonzero(labels))
        self.right = int(np.count_nonzero((labels == 1) == answers))
        self.n = labels.size


def binary_metrics(labels, probabilities, threshold=0.5):
    c = Counts(labels, np.array([float(p) >= threshold for p in np.ravel(probabilities)]))
    precision = c.tp / c.said if c.said else 0.0
    recall = c.tp / c.are if c.are else 0.0
    return {
        "accuracy": c.right / c.n,
        "precision": precision,
        "recall": recall,
        "f1": harmonic_mean([precision, recall]),
    }
