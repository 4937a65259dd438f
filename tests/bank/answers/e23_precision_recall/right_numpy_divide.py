# expect: pass
# np.divide with where= and out=.
import numpy as np


def divide(a, b):
    return float(np.divide(a, b, out=np.zeros(()), where=b != 0))


def binary_metrics(labels, probabilities, threshold=0.5):
    table = np.zeros((2, 2))
    answers = np.greater_equal(probabilities, threshold).astype(int).reshape(-1)
    np.add.at(table, (labels, answers), 1)
    accuracy = divide(np.trace(table), table.sum())
    precision = divide(table[1, 1], table[:, 1].sum())
    recall = divide(table[1, 1], table[1].sum())
    return {"precision": precision, "recall": recall, "f1": divide(2 * precision * recall, np.float64(precision + recall)), "accuracy": accuracy}
