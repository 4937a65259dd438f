# expect: pass
# Dropout twice, once with rate 0; Reshape for Flatten.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 3, padding="same", activation="relu"),
        layers.MaxPool2D(),
        layers.Dropout(0),
        layers.Conv2D(64, 3, padding="same", activation="relu"),
        layers.MaxPool2D(2, padding="same"),
        layers.Reshape((-1,)),
        layers.Dense(100, activation="relu"),
        layers.Dropout(0.4, seed=1),
        layers.Dense(10, activation="softmax"),
    ])
