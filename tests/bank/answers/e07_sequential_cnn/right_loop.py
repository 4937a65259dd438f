# expect: pass
# A list of layers made by a loop.
import keras
from keras import layers


def build_model():
    stack = [layers.Input(shape=(28, 28, 1))]
    for filters in [32, 64]:
        stack += [layers.Conv2D(filters, (2, 2), (1, 1), "same", activation="relu"), layers.MaxPool2D()]
    stack += [layers.Flatten(), layers.Dense(units=128, activation="relu"), layers.Dense(units=10, activation="softmax")]
    return keras.Sequential(stack)
