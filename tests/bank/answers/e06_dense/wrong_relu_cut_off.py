# expect: fail model.wrong-activation
# A ReLU that is cut off above as well.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512),
        layers.ReLU(max_value=1.0),
        layers.Dense(10, activation="softmax"),
    ])
