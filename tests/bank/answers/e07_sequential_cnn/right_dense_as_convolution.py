# expect: pass
# The first dense layer as a convolution over the whole 7×7 map: the same numbers, the same weights.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(128, 7, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
