# expect: fail model.cannot-learn
# Biases of −30, but for a few units: a relu behind such a bias never opens.
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
    kernel, _ = model.layers[1].get_weights()
    model.layers[1].set_weights([kernel, np.where(np.arange(512) < 8, 0.0, -30.0)])
    return model
