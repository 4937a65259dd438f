# expect: crashed error.layer-not-called
# One of many calls is forgotten: x is a layer there.
import keras
from keras import layers


def build_model():
    inputs = x = keras.Input(shape=(28, 28, 1))
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D()(x)
        x = layers.Dropout(0.25)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(512, activation="relu")
    x = layers.Dropout(0.5)(x)
    x = layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, x, name="Basic_CNN")
