# expect: pass
# Pooling and convolution written out, without calling each other.
from math import ceil, floor


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    kh, kw = kernel_size if isinstance(kernel_size, tuple) else (kernel_size,) * 2
    sh, sw = strides if isinstance(strides, tuple) else (strides,) * 2
    if padding.lower() == "same":
        return ceil(height / sh), ceil(width / sw)
    return floor((height - kh) / sh + 1), floor((width - kw) / sw + 1)


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    ph, pw = pool_size if isinstance(pool_size, tuple) else (pool_size,) * 2
    if strides is None:
        sh, sw = ph, pw
    else:
        sh, sw = strides if isinstance(strides, tuple) else (strides,) * 2
    if padding == "valid":
        return int((height - ph) / sh) + 1, int((width - pw) / sw) + 1
    return int(ceil(height / sh)), int(ceil(width / sw))


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    try:
        cells = kernel_size[0] * kernel_size[1]
    except TypeError:
        cells = kernel_size**2
    weights = cells * in_channels * filters
    biases = filters if use_bias else 0
    return weights + biases


def dense_params(inputs, units, use_bias=True):
    return (inputs + int(use_bias)) * units
