# expect: fail model.extra-layer
# A dropout of habit.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(10, activation="softmax"),
    ])
