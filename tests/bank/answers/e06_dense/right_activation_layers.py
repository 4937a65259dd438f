# expect: pass
# Activations as layers.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512),
        layers.ReLU(),
        layers.Dense(10),
        layers.Softmax(),
    ])
