# expect: fail
# The axis of the samples is lost where the last batch is a single one.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    """uint8 images (n, h, w) and integer labels (n,) -> tf.data.Dataset of batches (images, labels), finite."""
    scaled = images[..., np.newaxis].astype(np.float32) / np.float32(255)
    dataset = tf.data.Dataset.from_tensor_slices((scaled, labels))
    if training:
        dataset = dataset.shuffle(len(images), seed=seed)
    dataset = dataset.batch(batch_size).map(lambda x, y: (tf.squeeze(x)[..., tf.newaxis], y))
    return dataset.prefetch(tf.data.AUTOTUNE)
