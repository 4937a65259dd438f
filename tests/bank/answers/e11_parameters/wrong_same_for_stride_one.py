# expect: fail shape.same-for-stride-1
# Padding only where the stride is 1.
def _two(v):
    return v if isinstance(v, tuple) else (v, v)

def _one(n, k, s, padding):
    return n if padding == "same" and s == 1 else (n - k) // s + 1

def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    k, s = _two(kernel_size), _two(strides)
    return _one(height, k[0], s[0], padding), _one(width, k[1], s[1], padding)


def pool_shape(height, width, pool_size=2, strides=None, padding='valid'):
    return conv2d_shape(height, width, pool_size, pool_size if strides is None else strides, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    a, b = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    return filters * (a * b * in_channels + (1 if use_bias else 0))


def dense_params(inputs, units, use_bias=True):
    return inputs * units + (units if use_bias else 0)
