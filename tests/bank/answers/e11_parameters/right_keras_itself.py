# expect: pass
# Not the idea, but right: Keras works the numbers out.
import keras


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    layer = keras.layers.Conv2D(1, kernel_size, strides=strides, padding=padding)
    return layer.compute_output_shape((None, height, width, 1))[1:3]


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    layer = keras.layers.MaxPooling2D(pool_size, strides=strides, padding=padding)
    return layer.compute_output_shape((None, height, width, 1))[1:3]


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    layer = keras.layers.Conv2D(filters, kernel_size, use_bias=use_bias)
    layer.build((None, 20, 20, in_channels))
    return layer.count_params()


def dense_params(inputs, units, use_bias=True):
    layer = keras.layers.Dense(units, use_bias=use_bias)
    layer.build((None, inputs))
    return layer.count_params()
