# expect: fail model.unknown-activation
# A relu that ends at 255.
import keras
from keras import layers, ops


def limited(x):
    return ops.clip(x, 0, 255)


def build_model():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, padding="same", activation=limited),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, padding="same", activation=limited),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(100, activation=limited),
        layers.Dropout(0.4),
        layers.Dense(10, activation="softmax"),
    ])
