# expect: fail model.not-trainable
# Freezes the base, as in transfer learning.
import keras
from keras import layers


def build_base():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
    ])


def build_model():
    base = build_base()
    base.trainable = False
    features = keras.Model(base.inputs, base.layers[-2].output)
    return keras.Sequential([
        features, layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax"),
    ])
