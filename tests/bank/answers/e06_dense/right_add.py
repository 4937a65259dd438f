# expect: pass
# Layer by layer, the input shape on Flatten, as in many tutorials.
import keras
from keras import layers


def build_model():
    model = keras.Sequential()
    model.add(layers.Flatten(input_shape=(28, 28)))
    model.add(layers.Dense(512, activation="relu"))
    model.add(layers.Dense(10, activation="softmax"))
    return model
