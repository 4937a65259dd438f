# expect: pass
# Same padding of a 2×2 kernel by hand: one row of zeros below, one column on the right.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.ZeroPadding2D(((0, 1), (0, 1))),
        layers.Conv2D(32, 2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.ZeroPadding2D(padding=((0, 1), (0, 1))),
        layers.Conv2D(64, 2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Reshape((7 * 7 * 64,)),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
