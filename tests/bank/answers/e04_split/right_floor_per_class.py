# expect: pass
# Lists of positions, class by class, with the smaller part rounded down; order by class.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in sorted(set(labels.tolist())):
        members = np.where(labels == label)[0]
        rng.shuffle(members)
        cut = int(len(members) * validation_fraction)
        valid.extend(members[:cut])
        train.extend(members[cut:])
    return [(images[part], labels[part]) for part in (train, valid)]
