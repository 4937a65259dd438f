# expect: fail split.not-stratified
# The nearest fold: 0.3 becomes a third.
import numpy as np
from sklearn.model_selection import StratifiedKFold


def split(images, labels, validation_fraction=0.2, seed=0):
    k = StratifiedKFold(max(2, round(1 / validation_fraction)), shuffle=True, random_state=seed)
    train, valid = next(k.split(np.zeros(len(labels)), labels))
    return (images[train], labels[train]), (images[valid], labels[valid])
