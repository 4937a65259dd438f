# expect: pass
# Layer by layer with add, the input shape on the first layer, as in older tutorials.
import keras
from keras import layers


def build_model():
    model = keras.models.Sequential()
    model.add(layers.Conv2D(filters=32, kernel_size=(2, 2), padding="same", activation="relu", input_shape=(28, 28, 1)))
    model.add(layers.MaxPool2D((2, 2)))
    model.add(layers.Conv2D(filters=64, kernel_size=(2, 2), padding="same", activation="relu"))
    model.add(layers.MaxPool2D((2, 2)))
    model.add(layers.Flatten())
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.Dense(10, activation="softmax"))
    return model
