# expect: fail train.another-model
# builds a model of its own
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    model = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(32, 'relu'), keras.layers.Dense(10, 'softmax')])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    h = model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, h.history
