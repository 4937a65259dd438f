# exercise: e07_sequential_cnn
# aim: a class of one's own that says it is Keras's Dense
# expect: failed
# points: 3
import keras
from keras import layers


class Dense(layers.Layer):
    def call(self, x):
        return x


Dense.__module__ = "keras.src.layers.core.dense"
Dense.__qualname__ = "Dense"


def build_model():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Flatten(), Dense()])
