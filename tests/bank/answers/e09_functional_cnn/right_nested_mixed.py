# expect: pass
# Blocks as Functional models, the head as a Sequential without an input of its own.
import keras
from keras import layers


def block(filters, shape):
    i = keras.Input(shape)
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(i)
    x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.25)(x)
    return keras.Model(i, x)


def build_model():
    inputs = keras.Input((28, 28, 1))
    x = block(32, (28, 28, 1))(inputs)
    x = block(64, (14, 14, 32))(x)
    head = keras.Sequential([
        layers.Flatten(), layers.Dense(512, "relu"), layers.Dropout(0.5), layers.Dense(10, "softmax"),
    ])
    return keras.Model(inputs, head(x), name="Basic_CNN")
