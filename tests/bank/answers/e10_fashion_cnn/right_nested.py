# expect: pass
# Two models, one after the other.
import keras
from keras import layers


def build_model():
    eyes = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, padding="same", activation="relu"), layers.MaxPooling2D(),
        layers.Conv2D(64, 3, padding="same", activation="relu"), layers.MaxPooling2D(),
        layers.Flatten(),
    ])
    brain = keras.Sequential([
        keras.Input((3136,)),
        layers.Dense(100, activation="relu"), layers.Dropout(0.4), layers.Dense(10, activation="softmax"),
    ])
    return keras.Model(eyes.inputs, brain(eyes.outputs[0]))
