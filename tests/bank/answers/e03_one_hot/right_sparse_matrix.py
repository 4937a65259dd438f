# expect: pass
# SciPy's sparse matrix refuses impossible columns with a ValueError by itself.
import numpy as np
from scipy.sparse import csr_matrix


def one_hot(labels, num_classes):
    n = len(labels)
    return csr_matrix((np.ones(n, np.float32), (np.arange(n), labels)), shape=(n, num_classes)).toarray()


def decode(encoded):
    return np.argmax(encoded, axis=1)
