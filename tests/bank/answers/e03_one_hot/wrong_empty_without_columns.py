# expect: fail value.empty-without-shape
# No labels give no rows, and no columns either.
import numpy as np
def one_hot(labels, num_classes):
    rows = []
    for l in labels:
        if not 0 <= l < num_classes:
            raise ValueError(l)
        row = [0.0] * num_classes
        row[l] = 1.0
        rows.append(row)
    return np.array(rows, dtype=np.float32)


import numpy as np
def decode(encoded):
    return np.argmax(encoded, axis=1)
