# expect: fail shape.rounds-to-nearest
# round() for both paddings: the last start counts where it is nearer.


def _pair(value):
    return (value, value) if isinstance(value, int) else tuple(value)


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    (kh, kw), (sh, sw) = _pair(kernel_size), _pair(strides)
    if padding == "same":
        return round(height / sh), round(width / sw)
    return round((height - kh) / sh) + 1, round((width - kw) / sw) + 1


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    return conv2d_shape(height, width, pool_size, pool_size if strides is None else strides, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    kh, kw = _pair(kernel_size)
    return (kh * kw * in_channels + int(use_bias)) * filters


def dense_params(inputs, units, use_bias=True):
    return (inputs + int(use_bias)) * units
