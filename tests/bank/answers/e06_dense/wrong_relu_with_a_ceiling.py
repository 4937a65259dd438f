# expect: fail model.wrong-activation
# A ceiling so high that hardly a number reaches it, until training has made the weights larger.
import keras
from keras import layers


def build_model():
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(512),
            layers.ReLU(max_value=100.0),
            layers.Dense(10, activation="softmax"),
        ]
    )
