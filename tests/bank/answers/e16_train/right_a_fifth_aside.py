# expect: pass
# Mixed first, then a fifth kept aside.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x, y = images[..., None].astype("float32") / 255, labels
    order = np.random.permutation(len(x))
    x, y = x[order], y[order]
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, validation_split=0.2, verbose=0)
    return model, history.history
