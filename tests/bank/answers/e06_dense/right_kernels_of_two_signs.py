# expect: pass
# First weights that lean a little to one side: the units open for some images.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu", kernel_initializer=keras.initializers.RandomNormal(-0.002, 0.05)),
        layers.Dense(10, activation="softmax"),
    ])
