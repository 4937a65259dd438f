# expect: fail model.constant-weights
# Kernels that start at zero: nothing but the last bias can ever learn.
import keras


def build_model():
    return keras.Sequential([
        keras.Input((28, 28)),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu", kernel_initializer="zeros"),
        keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
    ])
