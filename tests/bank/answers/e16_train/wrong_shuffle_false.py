# expect: fail train.no-shuffle
# Switches the shuffling off, so that runs can be compared.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = (images / 255.0).astype(np.float32)[..., np.newaxis]
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, labels, epochs=epochs, batch_size=batch_size, shuffle=False, verbose=0)
    return model, history.history
