# expect: fail split.not-stratified
# A coin for every sample: right on average.
import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    held_out = np.random.default_rng(seed).random(len(labels)) < validation_fraction
    return (images[~held_out], labels[~held_out]), (images[held_out], labels[held_out])
