# expect: fail shape.not-whole-numbers
# np.floor gives floats; only padding "same" is rounded by integer arithmetic.
def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    """Image of height x width, padding "valid" | "same" -> (height, width) of the output, a pair of int."""
    kernel = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    stride = (strides, strides) if isinstance(strides, int) else strides
    if padding == "same":
        rows, columns = height, width
    else:
        return float((height - kernel[0]) // stride[0] + 1), float((width - kernel[1]) // stride[1] + 1)
    return (rows - 1) // stride[0] + 1, (columns - 1) // stride[1] + 1


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    """The same for a pooling -> (height, width), a pair of int. `strides=None` means: as far as the window is wide."""
    return conv2d_shape(height, width, pool_size, pool_size if strides is None else strides, padding)


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    """Number of weights and biases of a convolution, int."""
    kernel_height, kernel_width = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    weights = kernel_height * kernel_width * in_channels * filters
    return weights + filters if use_bias else weights


def dense_params(inputs, units, use_bias=True):
    """Number of weights and biases of a Dense layer, int."""
    return inputs * units + (units if use_bias else 0)
