# expect: pass
# First weights of other people's taste: wide, narrow, orthogonal.
import keras
from keras import initializers, layers


def build_model():
    return keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.Conv2D(32, 2, padding="same", activation="relu", kernel_initializer=initializers.RandomNormal(stddev=1.0)),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 2, padding="same", activation="relu", kernel_initializer=initializers.RandomUniform(-0.001, 0.001)),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128, activation="relu", kernel_initializer="orthogonal", bias_initializer="random_normal"),
        layers.Dense(10, activation="softmax", kernel_initializer=initializers.RandomNormal(stddev=1.0)),
    ])
