# expect: fail split.not-stratified
# train_test_split without stratify.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    from sklearn.model_selection import train_test_split

    x_train, x_valid, y_train, y_valid = train_test_split(
        images, labels, test_size=validation_fraction, random_state=seed
    )
    return (x_train, y_train), (x_valid, y_valid)
