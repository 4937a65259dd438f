# expect: fail shape.ignores-window
# h // stride: right only while the window is as wide as a step.
def pool_shape(height, width, pool_size=2, strides=None, padding='valid'):
    p = pool_size if isinstance(pool_size, tuple) else (pool_size, pool_size)
    s = p if strides is None else (strides if isinstance(strides, tuple) else (strides, strides))
    if padding == 'same':
        return -(-height // s[0]), -(-width // s[1])
    return height // s[0], width // s[1]


def _two(v):
    return v if isinstance(v, tuple) else (v, v)

def _one(n, k, s, padding):
    return -(-n // s) if padding == "same" else (n - k) // s + 1

def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    k, s = _two(kernel_size), _two(strides)
    return _one(height, k[0], s[0], padding), _one(width, k[1], s[1], padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    a, b = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
    return filters * (a * b * in_channels + (1 if use_bias else 0))


def dense_params(inputs, units, use_bias=True):
    return inputs * units + (units if use_bias else 0)
