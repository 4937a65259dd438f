# expect: fail model.cannot-learn
# First weights around -1, of both signs: no sum of bright pixels is ever above 0, so every relu answers 0.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu", kernel_initializer=keras.initializers.RandomNormal(-1.0, 0.4)),
        layers.Dense(10, activation="softmax"),
    ])
