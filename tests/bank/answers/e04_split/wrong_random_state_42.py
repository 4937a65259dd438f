# expect: fail split.ignores-seed
# The answer to everything.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_valid, y_train, y_valid = train_test_split(
        images, labels, test_size=validation_fraction, stratify=labels, random_state=42
    )
    return (x_train, y_train), (x_valid, y_valid)
