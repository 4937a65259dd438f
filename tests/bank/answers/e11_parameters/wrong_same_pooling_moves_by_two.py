# expect: fail shape.pool-strides-default
# With padding "same" and no strides the window moves by 2, whatever its size.
def _both(value):
    return value if isinstance(value, tuple) else (value, value)


def _size(size, window, stride, padding):
    return -(-size // stride) if padding == "same" else (size - window) // stride + 1


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    (kh, kw), (sh, sw) = _both(kernel_size), _both(strides)
    return _size(height, kh, sh, padding), _size(width, kw, sw, padding)


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    if strides is None and padding == "same" and not isinstance(pool_size, tuple):
        strides = 2
    return conv2d_shape(height, width, pool_size, pool_size if strides is None else strides, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    kh, kw = _both(kernel_size)
    return (kh * kw * in_channels + bool(use_bias)) * filters


def dense_params(inputs, units, use_bias=True):
    return (inputs + bool(use_bias)) * units
