# expect: fail solve.wrong-input
# The model takes flattened images.
import keras
import numpy as np
from keras import layers


def solve(images, labels, workdir):
    x = images.reshape(len(images), 784).astype("float32") / 255
    model = keras.Sequential([keras.Input((784,)), layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, labels, epochs=2, verbose=0)
    return model
