# expect: pass
# TensorFlow knows the range of each integer dtype by itself.
import tensorflow as tf


def normalize(images):
    return tf.image.convert_image_dtype(images, tf.float32)
