# expect: fail model.wrong-padding
# Padded poolings: the table drops the row that has no partner.
import keras
from keras import layers


def build_base():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2, padding="same"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2, padding="same"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2, padding="same"),
    ])


def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2, padding="same"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2, padding="same"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
