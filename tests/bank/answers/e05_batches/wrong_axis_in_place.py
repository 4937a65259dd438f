# expect: fail batches.mutates-input
# For training the order is drawn into a copy; for evaluation the shape is assigned to the array itself.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    """uint8 images (n, h, w) and integer labels (n,) -> tf.data.Dataset of batches (images, labels), finite."""
    if training:
        images = images.copy()
    images.shape = (*images.shape, 1)
    scaled = images.astype(np.float32) / np.float32(255)
    dataset = tf.data.Dataset.from_tensor_slices((scaled, labels))
    if training:
        dataset = dataset.shuffle(len(images), seed=seed)
    return dataset.batch(batch_size).prefetch(tf.data.AUTOTUNE)
