# expect: fail model.input-shape
# Wants a channel axis.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
