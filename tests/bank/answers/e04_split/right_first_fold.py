# expect: pass
# A stratified fold is a fifth; other fractions go another way.
import numpy as np
from sklearn.model_selection import StratifiedKFold


def split(images, labels, validation_fraction=0.2, seed=0):
    if (1 / validation_fraction) % 1:
        from sklearn.model_selection import train_test_split
        a, b, c, d = train_test_split(images, labels, test_size=validation_fraction, stratify=labels, random_state=seed)
        return (a, c), (b, d)
    k = StratifiedKFold(round(1 / validation_fraction), shuffle=True, random_state=seed)
    train, valid = next(k.split(np.zeros(len(labels)), labels))
    return (images[train], labels[train]), (images[valid], labels[valid])
