# expect: fail batches.repeats
# Fills the last batch up with samples from the beginning.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    m = -len(images) % batch_size
    images = np.concatenate([images, images[:m]])
    labels = np.concatenate([labels, labels[:m]])
    x = (images / 255).astype('float32')[..., None]
    ds = tf.data.Dataset.from_tensor_slices((x, labels))
    if training:
        ds = ds.shuffle(len(images), seed=seed)
    return ds.batch(batch_size)
