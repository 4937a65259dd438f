# expect: fail shape.square-only
# Images are 28x28, so one number will do.
import math


def pair(value):
    return (value, value) if isinstance(value, int) else value


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    k, s = pair(kernel_size)[0], pair(strides)[0]
    side = math.ceil(height / s) if padding == "same" else (height - k) // s + 1
    return side, side


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    return conv2d_shape(height, width, pool_size, strides or pool_size, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    kh, kw = pair(kernel_size)
    return (kh * kw * in_channels + int(use_bias)) * filters


def dense_params(inputs, units, use_bias=True):
    return (inputs + int(use_bias)) * units
