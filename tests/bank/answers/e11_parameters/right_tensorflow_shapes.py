# expect: pass
# Lets TensorFlow work out the shapes of tensors of zeros.
import tensorflow as tf


def _pair(v):
    return [v] * 2 if isinstance(v, int) else list(v)


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    k, s = _pair(kernel_size), _pair(strides)
    x = tf.zeros((1, height, width, 1))
    return tuple(tf.nn.conv2d(x, tf.zeros((*k, 1, 1)), s, padding.upper()).shape[1:3])


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    k = _pair(pool_size)
    s = k if strides is None else _pair(strides)
    return tuple(tf.nn.max_pool2d(tf.zeros((1, height, width, 1)), k, s, padding.upper()).shape[1:3])


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    k = _pair(kernel_size)
    n = tf.size(tf.zeros((*k, in_channels, filters)))
    return int(n) + (filters if use_bias else 0)


def dense_params(inputs, units, use_bias=True):
    return int(tf.size(tf.zeros((inputs, units)))) + (units if use_bias else 0)
