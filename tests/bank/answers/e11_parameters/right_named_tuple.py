# expect: pass
# A named tuple; "same" as "valid" with a window of 1.
from collections import namedtuple

Shape = namedtuple("Shape", "height width")


def _two(v):
    if isinstance(v, int):
        return v, v
    return tuple(v)


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    kh, kw = _two(kernel_size)
    sh, sw = _two(strides)
    if padding == "same":
        kh = kw = 1
    return Shape((height - kh + sh) // sh, (width - kw + sw) // sw)


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    return conv2d_shape(height, width, pool_size, strides or pool_size, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    kh, kw = _two(kernel_size)
    return (kh * kw * in_channels + (1 if use_bias else 0)) * filters


def dense_params(inputs, units, use_bias=True):
    return (inputs + (1 if use_bias else 0)) * units


def _pair(v):
    return (v, v) if isinstance(v, int) else tuple(v)
