# expect: pass
# The standard library, with a dictionary of classes and math.ceil.
import math
import random
from collections import defaultdict

import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    generator = random.Random(seed)
    members = defaultdict(list)
    for position, label in enumerate(labels.tolist()):
        members[label].append(position)
    valid = set()
    for positions in members.values():
        valid.update(generator.sample(positions, math.ceil(len(positions) * validation_fraction)))
    train = [position for position in range(len(labels)) if position not in valid]
    valid = sorted(valid)
    x_train = np.stack([images[i] for i in train])
    x_valid = np.stack([images[i] for i in valid])
    return (x_train, labels[train]), (x_valid, np.array([labels[i] for i in valid]))
