# expect: pass
# Plain Python loops.
import numpy as np


def one_hot(labels, num_classes):
    result = np.zeros((len(labels), num_classes), dtype=np.float32)
    for row, label in enumerate(labels):
        if label < 0 or label >= num_classes:
            raise ValueError("no such class: " + str(label))
        result[row, label] = 1.0
    return result


def decode(encoded):
    classes = []
    for row in encoded:
        best = 0
        for column in range(1, len(row)):
            if row[column] > row[best]:
                best = column
        classes.append(best)
    return np.array(classes, dtype=np.int64)
