# expect: fail batches.loses-samples
# Draws samples instead of shuffling them.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    if training:
        drawn = np.random.default_rng(seed).integers(0, len(images), len(images))
        images, labels = images[drawn], labels[drawn]
    scaled = images[..., np.newaxis].astype(np.float32) / np.float32(255)
    dataset = tf.data.Dataset.from_tensor_slices((scaled, labels))
    if training:
        dataset = dataset.shuffle(len(images), seed=seed)
    return dataset.batch(batch_size)
