# expect: fail model.missing-bias
# use_bias=False.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu", use_bias=False),
        layers.Dense(10, activation="softmax"),
    ])
