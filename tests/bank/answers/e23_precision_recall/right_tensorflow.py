# expect: pass
# TensorFlow operations; scalar tensors come back.
import tensorflow as tf


def binary_metrics(labels, probabilities, threshold=0.5):
    y = tf.cast(tf.reshape(labels, [-1]), tf.float64)
    hit = tf.cast(tf.reshape(probabilities, [-1]) >= threshold, tf.float64)
    tp = tf.reduce_sum(y * hit)
    precision = tf.math.divide_no_nan(tp, tf.reduce_sum(hit))
    recall = tf.math.divide_no_nan(tp, tf.reduce_sum(y))
    return {
        "accuracy": tf.reduce_mean(tf.cast(tf.equal(y, hit), tf.float64)),
        "precision": precision,
        "recall": recall,
        "f1": tf.math.divide_no_nan(2.0 * precision * recall, precision + recall),
    }
