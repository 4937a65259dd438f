# expect: fail model.input-shape
# Wants images that are flat already.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((784,)),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
