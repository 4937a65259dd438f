# expect: pass
# Counts the places instead of knowing a formula.

def starts(size, window, stride, padding):
    return sum(1 for start in range(0, size, stride) if padding == "same" or start + window <= size)


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    if type(kernel_size) is int:
        kernel_size = kernel_size, kernel_size
    if type(strides) is int:
        strides = strides, strides
    return tuple(starts(n, k, s, padding) for n, k, s in zip((height, width), kernel_size, strides))


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    if strides is None:
        strides = pool_size
    return conv2d_shape(height, width, kernel_size=pool_size, strides=strides, padding=padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    rows, columns = (kernel_size, kernel_size) if type(kernel_size) is int else kernel_size
    count = 0
    for _ in range(filters):
        count += rows * columns * in_channels
        if use_bias:
            count += 1
    return count


def dense_params(inputs, units, use_bias=True):
    count = inputs * units
    if use_bias:
        count += units
    return count
