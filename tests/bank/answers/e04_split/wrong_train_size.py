# expect: fail split.swapped
# The fraction is given as the size of the training set.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_valid, y_train, y_valid = train_test_split(
        images, labels, train_size=validation_fraction, stratify=labels, random_state=seed
    )
    return (x_train, y_train), (x_valid, y_valid)
