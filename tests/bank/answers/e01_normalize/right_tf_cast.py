# expect: pass
# A TensorFlow tensor is as good as an array.
import tensorflow as tf


def normalize(images):
    return tf.cast(images, tf.float32) / 255.0
