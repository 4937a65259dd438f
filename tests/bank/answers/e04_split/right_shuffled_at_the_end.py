# expect: pass
# At least one of each class, then both parts shuffled; RandomState, as older code has it.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.RandomState(seed)
    valid = np.concatenate(
        [
            rng.choice(
                np.flatnonzero(labels == label),
                max(1, int(round((labels == label).sum() * validation_fraction))),
                replace=False,
            )
            for label in np.unique(labels)
        ]
    )
    train = np.setdiff1d(np.arange(len(labels)), valid)
    rng.shuffle(train)
    rng.shuffle(valid)
    return (images[train], labels[train]), (images[valid], labels[valid])
