# expect: fail model.input-shape
# No input shape.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
