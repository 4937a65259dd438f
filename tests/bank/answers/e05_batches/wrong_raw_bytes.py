# expect: fail batches.not-normalized
# The bytes as they are, without a channel.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    if training:
        dataset = dataset.shuffle(len(images), seed=seed)
    return dataset.batch(batch_size)
