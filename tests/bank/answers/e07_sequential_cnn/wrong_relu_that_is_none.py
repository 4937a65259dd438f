# expect: fail model.unknown-activation
# A function called relu that is another one.
import keras
from keras import layers


def relu(x):
    return keras.ops.where(x > 0, x, x * x)


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same", activation=relu),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 2, padding="same", activation=relu),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation=relu),
        layers.Dense(10, activation="softmax"),
    ])
