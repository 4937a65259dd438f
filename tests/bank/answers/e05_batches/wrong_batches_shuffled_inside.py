# expect: fail batches.shuffle-after-batch
# Batches of neighbours, each mixed within and all shuffled.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    scaled = images[..., np.newaxis].astype(np.float32) / np.float32(255)
    dataset = tf.data.Dataset.from_tensor_slices((scaled, labels))
    dataset = dataset.batch(batch_size)
    if training:
        dataset = dataset.shuffle(len(images), seed=seed)

        def mix(x, y):
            order = tf.argsort(tf.random.stateless_uniform([tf.shape(y)[0]], seed=[seed, 1]))
            return tf.gather(x, order), tf.gather(y, order)

        dataset = dataset.map(mix)
    return dataset
