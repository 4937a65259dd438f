# expect: fail model.wrong-kernel
# As many weights as 2x2, in one row.
import keras
from keras import layers


def build_model():
    m = keras.Sequential([keras.Input((28, 28, 1))])
    for f in (32, 64):
        m.add(layers.Conv2D(f, (1, 4), padding="same", activation="relu"))
        m.add(layers.MaxPooling2D(2))
    m.add(layers.Flatten())
    m.add(layers.Dense(128, activation="relu"))
    m.add(layers.Dense(10, activation="softmax"))
    return m
