# expect: fail model.custom-layer
# A Lambda layer where a layer of Keras exists.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Lambda(lambda x: keras.ops.reshape(x, (-1, 3136))),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
