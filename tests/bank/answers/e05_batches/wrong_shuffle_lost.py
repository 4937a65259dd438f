# expect: fail batches.not-shuffled
# shuffle returns a new dataset, which is thrown away.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    scaled = images[..., np.newaxis].astype(np.float32) / np.float32(255)
    dataset = tf.data.Dataset.from_tensor_slices((scaled, labels))
    if training:
        dataset.shuffle(len(images), seed=seed)
    return dataset.batch(batch_size)
