# expect: pass
# Each block a model of its own.
import keras
from keras import layers


def block(filters, shape):
    return keras.Sequential([
        keras.Input(shape),
        layers.Conv2D(filters, 3, padding="same"), layers.ReLU(),
        layers.Conv2D(filters, 3, padding="same"), layers.ReLU(),
        layers.MaxPooling2D(), layers.Dropout(0.25),
    ])


def build_model():
    image = keras.Input((28, 28, 1))
    x = block(32, (28, 28, 1))(image)
    x = block(64, (14, 14, 32))(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.5)(layers.Dense(512, activation="relu")(x))
    return keras.Model(image, layers.Dense(10, activation="softmax")(x), name="Basic_CNN")
