# expect: pass
# Activations as layers of their own; one relu after the pooling that it commutes with.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same"),
        layers.ReLU(),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 2, padding="same"),
        layers.MaxPooling2D(),
        layers.Activation("relu"),
        layers.Flatten(),
        layers.Dense(128),
        layers.Activation(keras.activations.relu),
        layers.Dense(10),
        layers.Softmax(),
    ])
