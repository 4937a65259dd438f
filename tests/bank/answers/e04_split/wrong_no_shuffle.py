# expect: fail split.tail
# train_test_split with shuffle=False.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_valid, y_train, y_valid = train_test_split(
        images, labels, test_size=validation_fraction, shuffle=False
    )
    return (x_train, y_train), (x_valid, y_valid)
