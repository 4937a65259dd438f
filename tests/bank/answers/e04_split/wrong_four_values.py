# expect: fail split.not-two-pairs
# Hands on what train_test_split returns.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    return train_test_split(images, labels, test_size=validation_fraction, stratify=labels, random_state=seed)
