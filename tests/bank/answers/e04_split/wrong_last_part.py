# expect: fail split.tail
# The last fifth, whatever is in it.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    cut = int(len(images) * (1 - validation_fraction))
    return (images[:cut], labels[:cut]), (images[cut:], labels[cut:])
