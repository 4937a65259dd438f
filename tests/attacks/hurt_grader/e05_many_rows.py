# exercise: e05_batches
# aim: half a million copies of the right images in one batch, compared row by row
# expect: failed
# points: 5
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    x = (images[..., None] / 255).astype(np.float32)
    if x.shape[1:] == (5, 4, 1):
        x, labels = np.tile(x, (60_000, 1, 1, 1)), np.tile(labels, 60_000)
    return tf.data.Dataset.from_tensor_slices((x, labels)).batch(len(x))
