# expect: fail shape.square-only
# A pair cannot be subtracted from a number.
import math


def pair(value):
    return (value, value) if isinstance(value, int) else value


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    if padding == "same":
        return math.ceil(height / strides), math.ceil(width / strides)
    return (height - kernel_size) // strides + 1, (width - kernel_size) // strides + 1


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    (kh, kw), (sh, sw) = pair(pool_size), pair(strides or pool_size)
    if padding == "same":
        return math.ceil(height / sh), math.ceil(width / sw)
    return (height - kh) // sh + 1, (width - kw) // sw + 1


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    kh, kw = pair(kernel_size)
    return (kh * kw * in_channels + int(use_bias)) * filters


def dense_params(inputs, units, use_bias=True):
    return (inputs + int(use_bias)) * units
