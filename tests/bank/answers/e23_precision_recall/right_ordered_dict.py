# expect: pass
# A Counter of pairs, a defaultdict, an OrderedDict; NumPy told to raise.
import collections
import typing

import numpy as np


class Metrics(typing.TypedDict):
    accuracy: float
    precision: float
    recall: float
    f1: float


def binary_metrics(labels, probabilities, threshold: float = 0.5) -> Metrics:
    np.seterr(all="raise")
    counts = collections.Counter(zip(np.ravel(labels).astype(bool).tolist(), (np.ravel(probabilities) >= threshold).tolist()))
    out = collections.defaultdict(float)
    out["accuracy"] = (counts[True, True] + counts[False, False]) / counts.total()
    if counts[True, True]:
        out["precision"] = counts[True, True] / (counts[True, True] + counts[False, True])
        out["recall"] = counts[True, True] / (counts[True, True] + counts[True, False])
        out["f1"] = 2 / (1 / out["precision"] + 1 / out["recall"])
    return collections.OrderedDict((key, out[key]) for key in ["accuracy", "precision", "recall", "f1"])
