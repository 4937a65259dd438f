# expect: pass
# The splitter behind it, by indices.
from sklearn.model_selection import StratifiedShuffleSplit


def split(images, labels, validation_fraction=0.2, seed=0):
    splitter = StratifiedShuffleSplit(n_splits=1, test_size=validation_fraction, random_state=seed)
    train, valid = next(splitter.split(images, labels))
    return (images[train], labels[train]), (images[valid], labels[valid])
