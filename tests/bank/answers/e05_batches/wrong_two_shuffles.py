# expect: fail batches.pairs-broken
# Images and labels shuffled as two datasets.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    scaled = images[..., np.newaxis].astype(np.float32) / 255
    x = tf.data.Dataset.from_tensor_slices(scaled)
    y = tf.data.Dataset.from_tensor_slices(labels)
    if training:
        x = x.shuffle(len(images), seed=seed)
        y = y.shuffle(len(images), seed=seed + 1)
    return tf.data.Dataset.zip((x, y)).batch(batch_size)
