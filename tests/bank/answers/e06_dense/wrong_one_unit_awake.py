# expect: fail model.cannot-learn
# The first weights are below zero for all units but one: no picture opens the others, and no gradient reaches them.
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
    kernel = -np.random.default_rng(0).uniform(1e-4, 1.5e-3, (784, 512)).astype(np.float32)
    kernel[:, 0] = -kernel[:, 1:].sum(axis=1)
    model.layers[1].set_weights([kernel, np.zeros(512, np.float32)])
    return model
