# expect: pass
# Returns a tf.Variable.
import tensorflow as tf


def normalize(images):
    result = tf.Variable(tf.zeros(images.shape))
    result.assign(tf.cast(images, tf.float32) / 255)
    return result
