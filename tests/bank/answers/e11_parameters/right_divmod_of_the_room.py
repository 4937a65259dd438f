# expect: pass
# How often a step fits into the room that the window leaves; sums instead of products.
from collections import namedtuple

Shape = namedtuple('Shape', 'height width')

class Window:
    def __init__(self, size, step, padding):
        self.size, self.step, self.padding = size, step, padding

    def positions(self, n):
        room = n - 1 if self.padding == 'same' else n - self.size
        q, _ = divmod(room, self.step)
        return q + 1

def two(v):
    return list(v) if isinstance(v, (tuple, list)) else [v] * 2

def conv2d_shape(height, width, kernel_size, strides=1, padding='valid'):
    k, s = two(kernel_size), two(strides)
    return Shape(*(Window(a, b, padding).positions(n) for n, a, b in zip((height, width), k, s)))

def pool_shape(height, width, pool_size=2, strides=None, padding='valid'):
    return conv2d_shape(height, width, pool_size, two(pool_size if strides is None else strides), padding)

def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    total = 0
    a, b = two(kernel_size)
    for _ in range(filters):
        total += a * b * in_channels
        if use_bias:
            total += 1
    return total

def dense_params(inputs, units, use_bias=True):
    return sum(inputs + (1 if use_bias else 0) for _ in range(units))
