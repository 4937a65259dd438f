# expect: fail model.constant-weights
# Every filter of the first layer starts as the same tenth.
import keras
from keras import layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same", activation="relu", kernel_initializer=keras.initializers.Constant(0.1)),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
