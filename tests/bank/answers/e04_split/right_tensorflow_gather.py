# expect: pass
# Gathers with TensorFlow and hands out tensors.
import numpy as np
import tensorflow as tf


def split(images, labels, validation_fraction=0.2, seed=0):
    rng = np.random.default_rng(seed)
    parts = [rng.permutation(np.flatnonzero(labels == label)) for label in np.unique(labels)]
    sizes = [round(len(part) * validation_fraction) for part in parts]
    valid = np.concatenate([part[:size] for part, size in zip(parts, sizes)])
    train = np.concatenate([part[size:] for part, size in zip(parts, sizes)])
    return (tf.gather(images, train), tf.gather(labels, train)), (tf.gather(images, valid), tf.gather(labels, valid))
