# expect: fail model.input-shape
# Height and width left open, then forced into shape.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((None, None, 1)),
        layers.Conv2D(32, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Reshape((3136,)),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
