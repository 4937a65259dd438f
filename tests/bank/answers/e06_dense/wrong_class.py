# expect: fail model.subclassed
# A subclass.
import keras
from keras import layers


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.flatten = layers.Flatten()
        self.hidden = layers.Dense(512, activation="relu")
        self.head = layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.head(self.hidden(self.flatten(x)))


def build_model():
    return Net()
