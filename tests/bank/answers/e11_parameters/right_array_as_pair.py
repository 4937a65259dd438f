# expect: pass
# The pair is an array, the counts are of NumPy's integer types.
import numpy as np


def _axis(length, window, step, padding):
    positions = np.arange(0, length, step)
    if padding != "same":
        positions = positions[positions + window <= length]
    return positions.size


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    kernel_size, strides = np.ones(2, int) * kernel_size, np.ones(2, int) * strides
    return np.array([_axis(n, k, s, padding) for n, k, s in zip([height, width], kernel_size, strides)])


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    return conv2d_shape(height, width, pool_size, pool_size if strides is None else strides, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    a, b = np.ones(2, dtype=np.int32) * kernel_size
    return (a * b * in_channels + np.int32(use_bias)) * filters


def dense_params(inputs, units, use_bias=True):
    return np.full((inputs, units), 1).sum() + (np.zeros(units).size if use_bias else 0)


def _pair(v):
    return (v, v) if isinstance(v, int) else tuple(v)
