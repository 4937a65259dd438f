# expect: fail batches.not-reproducible
# Seed 0 counts as no seed.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    x = (images / 255).astype('float32')[..., None]
    ds = tf.data.Dataset.from_tensor_slices((x, labels))
    if training:
        ds = ds.shuffle(len(x), seed=seed or None)
    return ds.batch(batch_size)
