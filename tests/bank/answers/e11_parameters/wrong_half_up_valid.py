# expect: fail shape.rounds-to-nearest
# A half added before int(), where "valid" wants what fits.
import math


def _sizes(size, window, stride, padding):
    if padding == "same":
        return math.ceil(size / stride)
    return int((size - window) / stride + 0.5) + 1


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    sh, sw = (strides, strides) if isinstance(strides, int) else strides
    return _sizes(height, kh, sh, padding), _sizes(width, kw, sw, padding)


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    return conv2d_shape(height, width, pool_size, strides or pool_size, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = kh * kw * in_channels * filters
    return weights + filters if use_bias else weights


def dense_params(inputs, units, use_bias=True):
    return inputs * units + units if use_bias else inputs * units
