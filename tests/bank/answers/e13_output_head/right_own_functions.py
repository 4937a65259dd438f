# expect: pass
# The old way to say from_logits: a function of one's own around the loss; an activation wrapped the same way.
import functools

import numpy as np
import tensorflow as tf


def output_head(num_classes, labels):
    if labels == "integer":
        return {
            "units": num_classes,
            "activation": lambda z: z,
            "loss": lambda y, z: tf.keras.losses.sparse_categorical_crossentropy(y, z, from_logits=True),
        }
    if labels == "one_hot":
        return {
            "units": num_classes,
            "activation": tf.keras.layers.Softmax(),
            "loss": functools.partial(tf.keras.losses.categorical_crossentropy, from_logits=False),
        }

    def each_on_its_own(y, z):
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.cast(y, tf.float32), logits=z)

    return {"units": num_classes, "activation": "linear", "loss": each_on_its_own}


def decide(probabilities):
    n, k = probabilities.shape
    ids = [int(row[0] > 0.5) if k == 1 else int(np.argmax(row)) for row in probabilities]
    return np.array(ids, dtype=np.int64)
