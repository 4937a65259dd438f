# expect: pass
# Sequential without an input layer, built afterwards.
import keras
from keras import layers


def build_model():
    model = keras.Sequential([
        layers.Conv2D(32, 2, padding="same", activation="relu", kernel_initializer="he_normal"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 2, padding="same", activation="relu", kernel_initializer="he_normal"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.build((None, 28, 28, 1))
    model.summary()
    return model
