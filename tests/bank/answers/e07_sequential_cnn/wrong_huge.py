# expect: fail model.too-large
# A dense layer of a hundred million weights.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(30000, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
