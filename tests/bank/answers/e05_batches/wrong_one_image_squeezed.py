# expect: fail batches.missing-channel-axis
# Squeezed where there is one image, with the axis of the channel.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    scaled = images[..., np.newaxis].astype(np.float32) / np.float32(255)
    if len(images) == 1:
        scaled = np.squeeze(scaled)[np.newaxis]
    dataset = tf.data.Dataset.from_tensor_slices((scaled, labels))
    if training:
        dataset = dataset.shuffle(len(images), seed=seed)
    return dataset.batch(batch_size).prefetch(tf.data.AUTOTUNE)
