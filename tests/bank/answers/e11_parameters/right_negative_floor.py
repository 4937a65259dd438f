# expect: pass
# Rounding up by rounding down a negative number; Boolean arithmetic for the bias.

def pair(value):
    return (value, value) if isinstance(value, int) else value


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    result = []
    for axis, size in enumerate((height, width)):
        kernel = pair(kernel_size)[axis] if padding == "valid" else 1
        result.append(-(-(size - kernel + 1) // pair(strides)[axis]))
    return result[0], result[1]


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    return conv2d_shape(height, width, pool_size, strides or pool_size, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    kh, kw = pair(kernel_size)
    return (kh * kw * in_channels + int(use_bias)) * filters


def dense_params(inputs, units, use_bias=True):
    return (inputs + int(use_bias)) * units
