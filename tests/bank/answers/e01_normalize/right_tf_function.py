# expect: pass
# A compiled TensorFlow function; convert_image_dtype knows the largest byte.
import numpy as np
import tensorflow as tf


@tf.function
def normalize(images):
    return tf.image.convert_image_dtype(images, tf.float32)
