# expect: fail params.use-bias-reversed
# The two branches of the condition have changed places.
def dense_params(inputs, units, use_bias=True):
    return inputs * units + (0 if use_bias else units)


def _pair(v):
    return (v, v) if isinstance(v, int) else tuple(v)


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    k, s = _pair(kernel_size), _pair(strides)
    if padding == "same":
        return -(-height // s[0]), -(-width // s[1])
    return (height - k[0]) // s[0] + 1, (width - k[1]) // s[1] + 1


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    return conv2d_shape(height, width, pool_size, pool_size if strides is None else strides, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    a, b = _pair(kernel_size)
    return a * b * in_channels * filters + (filters if use_bias else 0)
