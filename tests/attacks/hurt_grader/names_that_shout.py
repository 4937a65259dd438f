# exercise: e07_sequential_cnn
# aim: layer names of escapes, markup and kilobytes
# expect: failed
# points: 0
import keras
from keras import layers


def build_model():
    name = "\x1b[32m\u202e[bold]::set-output name=x::1 " * 3
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Flatten(name=name), layers.Dense(10, name="d" * 100_000)])
