# expect: fail batches.same-order-each-epoch
# The generator makes its random numbers anew at each epoch, from the same seed.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    def gen():
        p = np.random.default_rng(seed).permutation(len(images)) if training else range(len(images))
        for i in p:
            yield (images[i] / 255).astype('float32')[..., None], labels[i]
    return tf.data.Dataset.from_generator(gen, output_signature=(tf.TensorSpec((*images.shape[1:], 1), tf.float32), tf.TensorSpec((), tf.as_dtype(labels.dtype)))).batch(batch_size)
