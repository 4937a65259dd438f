# expect: pass
# A third of the units starts below zero and sleeps; the others are enough to learn.
import numpy as np
from tensorflow import keras


def build_model():
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    kernel, bias = model.layers[1].get_weights()
    kernel[:, ::3] = -np.abs(kernel[:, ::3])
    model.layers[1].set_weights([kernel, bias])
    return model
