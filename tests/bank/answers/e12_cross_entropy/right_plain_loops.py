# expect: pass
# Sample by sample with the math module.
import math

import numpy as np


def softmax(logits):
    result = []
    for row in logits:
        top = max(row)
        powers = [math.exp(z - top) for z in row]
        result.append([power / sum(powers) for power in powers])
    return np.array(result)


def cost(p):
    return -math.log(min(max(float(p), 1e-7), 1 - 1e-7))


def categorical_crossentropy(one_hot, probabilities):
    total = 0.0
    for truth, row in zip(one_hot, probabilities):
        total += sum(float(t) * cost(p) for t, p in zip(truth, row))
    return total / len(one_hot)


def sparse_categorical_crossentropy(labels, probabilities):
    return sum(cost(row[label]) for label, row in zip(labels, probabilities)) / len(labels)


def binary_crossentropy(labels, probabilities):
    pairs = list(zip(labels.flatten(), probabilities.flatten()))
    return sum(cost(p) if y == 1 else cost(1 - p) for y, p in pairs) / len(pairs)
