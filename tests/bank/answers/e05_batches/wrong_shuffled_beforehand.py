# expect: fail batches.same-order-each-epoch
# Shuffles once, in NumPy.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    if training:
        order = np.random.default_rng(seed).permutation(len(images))
        images, labels = images[order], labels[order]
    scaled = images[..., np.newaxis].astype(np.float32) / np.float32(255)
    dataset = tf.data.Dataset.from_tensor_slices((scaled, labels))
    return dataset.batch(batch_size)
