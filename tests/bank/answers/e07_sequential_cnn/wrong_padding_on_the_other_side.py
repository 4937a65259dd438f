# expect: fail model.wrong-padding
# Zeros above and on the left: all counts and shapes agree, the function does not.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.ZeroPadding2D(((1, 0), (1, 0))),
        layers.Conv2D(32, 2, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
