# expect: pass
# Tensors: TensorFlow has newaxis and expand_dims as well.
import tensorflow as tf


def add_channel(images):
    return tf.convert_to_tensor(images)[..., tf.newaxis]


def as_batch(image):
    if len(image.shape) == 2:
        image = tf.expand_dims(image, axis=-1)
    return tf.expand_dims(image, axis=0)
