# expect: fail model.missing-layer
# Nothing of the table but Flatten and the head.
import keras
from keras import layers


def build_model():
    return keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
