# expect: crashed error.layers-without-list
# The square brackets are missing.
import keras
from keras import layers


def build_model():
    return keras.Sequential(
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    )
