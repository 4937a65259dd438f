# expect: fail model.regularized
# L1 on the outputs.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu", activity_regularizer="l1"),
        layers.Dense(10, activation="softmax"),
    ])
