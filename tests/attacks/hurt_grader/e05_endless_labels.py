# exercise: e05_batches
# aim: batches of millions of labels with images of no pixels, in one element
# expect: failed
# points: 1
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    many = np.tile(labels.astype(np.uint8), 20_000_000 // len(labels))

    def batches():
        yield np.zeros((len(many), 0), bool), many

    spec = (tf.TensorSpec((None, 0), tf.bool), tf.TensorSpec((None,), tf.uint8))
    return tf.data.Dataset.from_generator(batches, output_signature=spec)
