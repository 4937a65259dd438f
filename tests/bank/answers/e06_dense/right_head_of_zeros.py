# expect: pass
# A last layer that starts at zero learns with the first step; biases that start at a tenth keep the units awake.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu", bias_initializer=keras.initializers.Constant(0.1)),
        layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
    ])
