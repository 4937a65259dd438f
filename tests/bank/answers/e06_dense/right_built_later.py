# expect: pass
# Built by calling it on an image.
import keras
import numpy as np
from keras import layers


def build_model():
    model = keras.Sequential([
        layers.Flatten(),
        layers.Dense(512, activation=keras.ops.relu, kernel_initializer="he_uniform"),
        layers.Dense(10, activation="softmax"),
    ])
    model(np.zeros((1, 28, 28), np.float32))
    return model
