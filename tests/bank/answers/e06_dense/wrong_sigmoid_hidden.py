# expect: fail model.wrong-activation
# Sigmoid in the hidden layer.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28)),
        layers.Flatten(),
        layers.Dense(512, activation="sigmoid"),
        layers.Dense(10, activation="softmax"),
    ])
