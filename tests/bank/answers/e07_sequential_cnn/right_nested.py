# expect: pass
# A feature extractor and a head, each a model, put together.
import keras
from keras import layers


def features():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(),
    ], name="features")


def head():
    inputs = keras.Input((7, 7, 64))
    x = layers.Flatten()(inputs)
    x = layers.Dense(128, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x), name="head")


def build_model():
    return keras.Sequential([keras.Input((28, 28, 1)), features(), head()])
