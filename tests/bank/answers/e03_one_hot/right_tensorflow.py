# expect: pass
# Tensors in, tensors out.
import tensorflow as tf


def one_hot(labels, num_classes):
    labels = tf.cast(labels, tf.int64)
    if not bool(tf.reduce_all((labels >= 0) & (labels < num_classes))):
        raise ValueError("labels out of range")
    return tf.one_hot(labels, num_classes)


def decode(encoded):
    return tf.argmax(encoded, axis=1)
