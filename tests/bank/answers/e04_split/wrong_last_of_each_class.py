# expect: fail split.tail
# Stratified, but always the last of each class.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    held_out = np.zeros(len(labels), dtype=bool)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        held_out[members[len(members) - round(len(members) * validation_fraction) :]] = True
    return (images[~held_out], labels[~held_out]), (images[held_out], labels[held_out])
