# expect: fail model.missing-activation
# A linear hidden layer.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512),
        layers.Dense(10, activation="softmax"),
    ])
