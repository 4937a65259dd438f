# expect: fail model.extra-layer
# Both an argument and a layer: the softmax of a softmax is nearly the same for all classes.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(10, activation="softmax"),
        layers.Softmax(),
    ])
