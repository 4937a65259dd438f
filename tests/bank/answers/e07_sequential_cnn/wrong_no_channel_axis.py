# expect: crashed error.no-channel-axis
# A grey image of two axes, as NumPy has it.
import keras
from keras import layers


def build_model():
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            layers.Conv2D(32, 2, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 2, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
