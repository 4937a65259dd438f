# expect: pass
# A window object; the dense layer is a 1x1 convolution.
from dataclasses import dataclass


@dataclass
class Window:
    size: int
    stride: int
    padding: str

    def places(self, length):
        if self.padding == "valid":
            length = length - self.size + 1
        return (length + self.stride - 1) // self.stride


def directions(value):
    return list(value) if isinstance(value, (tuple, list)) else [value, value]


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    windows = [Window(k, s, padding) for k, s in zip(directions(kernel_size), directions(strides))]
    return windows[0].places(height), windows[1].places(width)


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    strides = directions(pool_size if strides is None else strides)
    return conv2d_shape(height, width, pool_size, strides, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    rows, columns = directions(kernel_size)
    return filters * (rows * columns * in_channels + (1 if use_bias else 0))


def dense_params(inputs, units, use_bias=True):
    return conv2d_params(inputs, units, 1, use_bias)
