# expect: pass
# A Python generator with a NumPy permutation for each epoch, counted by a list.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    passes = []

    def batches():
        order = np.arange(len(images))
        if training:
            order = np.random.default_rng([seed, len(passes)]).permutation(order)
        passes.append(None)
        for start in range(0, len(order), batch_size):
            some = order[start : start + batch_size]
            yield (images[some] / 255).astype(np.float32)[..., None], labels[some]

    signature = (
        tf.TensorSpec((None, *images.shape[1:], 1), tf.float32),
        tf.TensorSpec((None,), labels.dtype),
    )
    return tf.data.Dataset.from_generator(batches, output_signature=signature)
