# expect: fail model.symbolic-output
# Returns the last symbolic tensor instead of a model.
import keras
from keras import layers


def build_model():
    image = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 2, padding="same", activation="relu")(image)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Conv2D(64, 2, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D(2)(x)
    x = layers.Dense(128, activation="relu")(layers.Flatten()(x))
    return layers.Dense(10, activation="softmax")(x)
