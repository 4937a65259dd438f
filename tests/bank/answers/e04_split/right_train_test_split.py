# expect: pass
# scikit-learn's function with stratify, put into pairs.
from sklearn.model_selection import train_test_split


def split(images, labels, validation_fraction=0.2, seed=0):
    x_train, x_valid, y_train, y_valid = train_test_split(
        images, labels, test_size=validation_fraction, stratify=labels, random_state=seed
    )
    return (x_train, y_train), (x_valid, y_valid)
