# expect: fail model.wrong-activation
# The activations changed places.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="softmax"),
        layers.Dense(10, activation="relu"),
    ])
