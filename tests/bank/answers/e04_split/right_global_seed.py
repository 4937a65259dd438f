# expect: pass
# np.random.seed at every call: old style, but reproducible.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    np.random.seed(seed)
    permutation = np.random.permutation(len(labels))
    images, labels = images[permutation], labels[permutation]
    held_out = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        positions = np.where(labels == label)[0]
        held_out[positions[: int(np.round(len(positions) * validation_fraction))]] = True
    return (images[~held_out], labels[~held_out]), (images[held_out], labels[held_out])
