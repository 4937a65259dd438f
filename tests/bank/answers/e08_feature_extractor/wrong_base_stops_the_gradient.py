# expect: fail model.cannot-learn
# The base is meant to be kept as it is, and stops every gradient instead of being frozen where it is used.
import keras
from keras import layers, ops


def keep(x):
    return ops.stop_gradient(ops.relu(x))


def base(last=keep):
    return [
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation=last),
    ]


def build_base():
    return keras.Sequential([keras.Input((28, 28, 1)), *base(), layers.MaxPooling2D(2)])


def build_model():
    head = [layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")]
    return keras.Sequential([keras.Input((28, 28, 1)), *base("relu"), *head])
