# expect: pass
# NumPy for both directions at once; NumPy integers come back.
import numpy as np


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    size, kernel, stride = np.array([height, width]), np.broadcast_to(kernel_size, 2), np.broadcast_to(strides, 2)
    lost = 0 if padding == "same" else kernel - 1
    return tuple(np.ceil((size - lost) / stride).astype(int))


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    return conv2d_shape(height, width, pool_size, pool_size if strides is None else strides, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    return np.prod(np.broadcast_to(kernel_size, 2)) * in_channels * filters + filters * use_bias


def dense_params(inputs, units, use_bias=True):
    return np.int64(inputs) * units + units * use_bias
