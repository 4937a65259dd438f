# expect: pass
# Moves the window over the image step by step; makes a kernel and counts it.
def pair(v):
    return tuple(v) if isinstance(v, (list, tuple)) else (v, v)

def walk(n, k, s, padding):
    start = count = 0
    while start < n if padding == 'same' else start + k <= n:
        count += 1
        start += s
    return count

def conv2d_shape(height, width, kernel_size, strides=1, padding='valid'):
    return tuple(walk(n, k, s, padding) for n, k, s in zip((height, width), pair(kernel_size), pair(strides)))

def pool_shape(height, width, pool_size=2, strides=None, padding='valid'):
    strides = pool_size if strides is None else strides
    return conv2d_shape(height=height, width=width, kernel_size=pool_size, strides=strides, padding=padding)

def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    import numpy as np
    kh, kw = pair(kernel_size)
    kernel = np.zeros((kh, kw, in_channels, filters), np.int8)
    bias = np.zeros(filters if use_bias else 0, np.int8)
    return kernel.size + bias.size

def dense_params(inputs, units, use_bias=True):
    return (inputs + 1 if use_bias else inputs) * units
