# expect: fail model.subclassed
# The right layers in a subclass.
import keras
from keras import layers


class Digits(keras.Model):
    def __init__(self):
        super().__init__()
        self.stack = [
            layers.Conv2D(32, 2, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 2, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]

    def call(self, x):
        for layer in self.stack:
            x = layer(x)
        return x


def build_model():
    model = Digits()
    model.build((None, 28, 28, 1))
    return model
