# expect: fail batches.wrong-batch-size
# The small batch comes first.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    x = (images / 255).astype('float32')[..., None]
    ds = tf.data.Dataset.from_tensor_slices((x, labels))
    if training:
        ds = ds.shuffle(len(images), seed=seed)
    return ds.take(len(x) % batch_size).batch(batch_size).concatenate(ds.skip(len(x) % batch_size).batch(batch_size))
