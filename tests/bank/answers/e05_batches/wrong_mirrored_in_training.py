# expect: fail batches.pixels-moved
# Augmentation nobody asked for.
import numpy as np
import tensorflow as tf

def make_dataset(images, labels, batch_size, training, seed=0):
    x = images[..., np.newaxis].astype('float32') / 255.0
    y = labels
    ds = tf.data.Dataset.from_tensor_slices((x, y))
    if training:
        ds = ds.shuffle(len(images), seed=seed)
    return ds.batch(batch_size).map(lambda a, b: (tf.image.flip_left_right(a) if training else a, b))
