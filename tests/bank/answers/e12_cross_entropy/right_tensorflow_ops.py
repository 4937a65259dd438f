# expect: pass
# TensorFlow operations in float64, scalars as tensors.
import tensorflow as tf


def softmax(logits):
    z = tf.convert_to_tensor(logits)
    z -= tf.reduce_max(z, axis=-1, keepdims=True)
    e = tf.exp(z)
    return e / tf.reduce_sum(e, axis=-1, keepdims=True)


def _log(p):
    return tf.math.log(tf.clip_by_value(tf.cast(p, tf.float64), 1e-7, 1 - 1e-7))


def categorical_crossentropy(one_hot, probabilities):
    return tf.reduce_mean(-tf.reduce_sum(tf.cast(one_hot, tf.float64) * _log(probabilities), axis=-1))


def sparse_categorical_crossentropy(labels, probabilities):
    return -tf.reduce_mean(_log(tf.gather(probabilities, labels, axis=1, batch_dims=1)))


def binary_crossentropy(labels, probabilities):
    y, p = tf.cast(labels, tf.float64), tf.cast(probabilities, tf.float64)
    return tf.reduce_mean(-tf.where(y > 0.5, _log(p), _log(1 - p)))
