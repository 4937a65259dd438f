# expect: fail model.wrong-order
# Flatten after the first dense layer.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Dense(512, activation="relu"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
