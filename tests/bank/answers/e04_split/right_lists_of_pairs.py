# expect: pass
# Pairs of image and label, class by class, unzipped at the end.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    import random
    r = random.Random(seed)
    groups = {}
    for pair in zip(images, labels):
        groups.setdefault(int(pair[1]), []).append(pair)
    train, valid = [], []
    for c in sorted(groups):
        g = groups[c]
        r.shuffle(g)
        n = int(validation_fraction * len(g) + 0.5)
        valid += g[:n]
        train += g[n:]
    r.shuffle(train)
    xt, yt = zip(*train)
    xv, yv = zip(*valid)
    return (np.array(xt), np.array(yt)), (np.array(xv), np.array(yv))
