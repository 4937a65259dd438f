# expect: pass
# The model takes the layers of a fresh base, without its last pooling.
import keras
from keras import layers


def build_base():
    base = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64, 64):
        base.add(layers.Conv2D(filters, (3, 3), activation="relu"))
        base.add(layers.MaxPooling2D((2, 2)))
    return base


def build_model():
    base = build_base()
    base.pop()
    base.add(layers.Flatten())
    base.add(layers.Dense(64, activation="relu"))
    base.add(layers.Dense(10, activation="softmax"))
    return base
