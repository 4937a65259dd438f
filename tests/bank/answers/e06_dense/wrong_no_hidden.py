# expect: fail model.missing-layer
# Logistic regression.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])
