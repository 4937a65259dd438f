# expect: fail batches.used-up
# The generator is made once, and read to its end in the first epoch.
import numpy as np
import tensorflow as tf

def make_dataset(images, labels, batch_size, training, seed=0):
    rng = np.random.default_rng(seed)
    def go():
        order = rng.permutation(len(images)) if training else np.arange(len(images))
        for s in range(0, len(images), batch_size):
            i = order[s:s + batch_size]
            yield images[i][..., None].astype(np.float32) / 255, labels[i]
    g = go()
    return tf.data.Dataset.from_generator(lambda: g, output_signature=(tf.TensorSpec((None, None, None, 1), tf.float32), tf.TensorSpec((None,), tf.as_dtype(labels.dtype))))
