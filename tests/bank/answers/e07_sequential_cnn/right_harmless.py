# expect: pass
# Things that change nothing: a linear activation, a dropout of nothing, a second relu.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same", activation="relu"),
        layers.Dropout(0.0),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 2, padding="same", activation="linear"),
        layers.ReLU(),
        layers.MaxPooling2D(),
        layers.Activation("relu"),
        layers.Flatten(),
        layers.Dense(128, activation=layers.ReLU()),
        layers.Dense(10),
        layers.Activation("linear"),
        layers.Softmax(),
    ])
