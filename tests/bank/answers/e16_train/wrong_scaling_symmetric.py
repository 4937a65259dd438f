# expect: fail train.wrong-scaling
# -1 to 1.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = (images / 127.5 - 1).astype(np.float32)[..., np.newaxis]
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
