# expect: fail batches.not-batched
# Batches of one need no batching, it is thought.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    scaled = images[..., np.newaxis].astype(np.float32) / np.float32(255)
    dataset = tf.data.Dataset.from_tensor_slices((scaled, labels))
    if training:
        dataset = dataset.shuffle(len(images), seed=seed)
    if batch_size == 1:
        return dataset
    return dataset.batch(batch_size).prefetch(tf.data.AUTOTUNE)
