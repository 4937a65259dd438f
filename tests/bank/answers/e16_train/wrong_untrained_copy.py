# expect: fail train.untrained
# Trains a clone and returns the original.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    clone = keras.models.clone_model(model)
    clone.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    history = clone.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
