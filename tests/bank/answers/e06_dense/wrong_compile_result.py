# expect: fail model.not-returned
# Returns what compile returns: None.
import keras
from keras import layers


def build_model():
    model = keras.Sequential([
        layers.Input((28, 28)), layers.Flatten(), layers.Dense(512, activation="relu"), layers.Dense(10, activation="softmax"),
    ])
    return model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
