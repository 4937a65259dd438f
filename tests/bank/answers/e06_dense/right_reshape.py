# expect: pass
# A Reshape does what Flatten does.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Reshape((28 * 28,)),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
