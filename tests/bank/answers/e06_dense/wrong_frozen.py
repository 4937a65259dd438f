# expect: fail model.not-trainable
# trainable=False.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu", trainable=False),
        layers.Dense(10, activation="softmax"),
    ])
