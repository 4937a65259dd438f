# expect: fail split.tail
# The first fifth.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    cut = round(len(images) * validation_fraction)
    return (images[cut:], labels[cut:]), (images[:cut], labels[:cut])
