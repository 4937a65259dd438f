# expect: pass
# A generator of batches that counts its epochs, for another order in each.
import numpy as np
import tensorflow as tf

def make_dataset(images, labels, batch_size, training, seed=0):
    epoch = 0

    def batches():
        nonlocal epoch
        order = np.arange(len(images))
        if training:
            np.random.default_rng((seed, epoch)).shuffle(order)
            epoch += 1
        for start in range(0, len(order), batch_size):
            take = order[start:start + batch_size]
            yield images[take, ..., None].astype(np.float32) / np.float32(255), labels[take]

    h, w = images.shape[1:]
    return tf.data.Dataset.from_generator(batches, output_signature=(
        tf.TensorSpec((None, h, w, 1), tf.float32), tf.TensorSpec((None,), tf.as_dtype(labels.dtype))))
