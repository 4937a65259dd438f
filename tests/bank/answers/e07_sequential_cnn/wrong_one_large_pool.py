# expect: fail model.missing-layer
# Both convolutions first, then one pooling that does the work of two.
import keras
from keras import layers


def build_model():
    i = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 2, padding="same", activation="relu")(i)
    x = layers.Conv2D(64, 2, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D(4)(x)
    x = layers.Dense(128, activation="relu")(layers.Flatten()(x))
    return keras.Model(i, layers.Dense(10, activation="softmax")(x))
