# expect: fail model.missing-layer
# Dense on the rows of the image.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
