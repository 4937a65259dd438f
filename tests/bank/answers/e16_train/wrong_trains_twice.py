# expect: fail train.wrong-epochs
# A fit to try it out, and then the real one.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    history = model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
