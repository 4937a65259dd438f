# expect: fail batches.mutates-input
# The generator shuffles the arrays of the caller, when it runs.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    rng = np.random.default_rng(seed)
    def gen():
        if training:
            p = rng.permutation(len(images))
            images[:] = images[p]
            labels[:] = labels[p]
        for i in range(len(images)):
            yield (images[i] / 255).astype('float32')[..., None], labels[i]
    return tf.data.Dataset.from_generator(gen, output_signature=(tf.TensorSpec((*images.shape[1:], 1), tf.float32), tf.TensorSpec((), tf.as_dtype(labels.dtype)))).batch(batch_size)
