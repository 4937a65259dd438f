# expect: pass
# The general formula with the padding that TensorFlow adds in all.

def pair(value):
    return (value, value) if isinstance(value, int) else value


def one(n, k, s, padding):
    added = 0
    if padding == "same":
        added = max(k - s, 0) if n % s == 0 else max(k - n % s, 0)
        k, n = min(k, n + added), n
    return (n + added - k) // s + 1


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    kernel, stride = pair(kernel_size), pair(strides)
    if padding == "same":
        return (height - 1) // stride[0] + 1, (width - 1) // stride[1] + 1
    return one(height, kernel[0], stride[0], padding), one(width, kernel[1], stride[1], padding)


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    return conv2d_shape(height, width, pool_size, strides or pool_size, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    kh, kw = pair(kernel_size)
    return (kh * kw * in_channels + int(use_bias)) * filters


def dense_params(inputs, units, use_bias=True):
    return (inputs + int(use_bias)) * units
