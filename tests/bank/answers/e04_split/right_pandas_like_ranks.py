# expect: pass
# A random number for each sample; in each class those with the smallest numbers are held out.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    lots = np.random.default_rng(seed).random(len(labels))
    rank = np.array([np.sum(lots[labels == label] < lot) for lot, label in zip(lots, labels)])
    size = np.array([np.sum(labels == label) for label in labels])
    valid = rank < np.round(size * validation_fraction)
    return (images[~valid], labels[~valid]), (images[valid], labels[valid])
