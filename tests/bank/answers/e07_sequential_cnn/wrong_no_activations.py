# expect: fail model.missing-activation
# None but the softmax.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 2, padding="same"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128),
        layers.Dense(10, activation="softmax"),
    ])
