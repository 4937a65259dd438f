# expect: fail model.not-returned
# Returns the model and its summary.
import keras
from keras import layers


def build_model():
    model = keras.Sequential([
        layers.Input((28, 28)), layers.Flatten(), layers.Dense(512, activation="relu"), layers.Dense(10, activation="softmax"),
    ])
    return model, model.summary()
