# expect: pass
# Functional: the head hangs on an inner layer of the base.
import keras
from keras import layers


def build_base():
    inputs = keras.Input((28, 28, 1))
    x = layers.MaxPooling2D()(layers.Conv2D(32, 3, activation="relu")(inputs))
    x = layers.MaxPooling2D()(layers.Conv2D(64, 3, activation="relu")(x))
    x = layers.MaxPooling2D()(layers.Conv2D(64, 3, activation="relu")(x))
    return keras.Model(inputs, x, name="base")


def build_model():
    base = build_base()
    features = base.layers[-2].output
    x = layers.Flatten()(features)
    x = layers.Dense(64, activation="relu")(x)
    return keras.Model(base.input, layers.Dense(10, activation="softmax")(x))
