# expect: pass
# compile(loss="crossentropy") chooses by the shapes; only several tags at once have to be said.
import numpy as np


class Head:
    def __init__(self, num_classes, labels):
        single = labels != "multi_hot"
        self.units = num_classes
        self.activation = "softmax" if single else "sigmoid"
        self.loss = "crossentropy" if single else "binary_crossentropy"


def output_head(num_classes, labels):
    return vars(Head(num_classes, labels))


def decide(probabilities):
    ids = np.zeros(len(probabilities), dtype=np.int64)
    for i, row in enumerate(probabilities):
        ids[i] = row[0] > 0.5 if row.size == 1 else row.argmax()
    return ids
