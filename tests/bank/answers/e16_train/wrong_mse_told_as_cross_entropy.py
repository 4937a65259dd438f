# expect: fail train.sure-errors-ignored
# Trains by squared errors and writes down a cross-entropy.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x, y = images[..., None].astype("float32") / 255, np.eye(10, dtype="float32")[labels]
    model.compile("adam", "mse")
    losses = []
    for _ in range(epochs):
        p = np.asarray(model(x[::7], training=False))[np.arange(len(x[::7])), labels[::7]]
        losses.append(float(-np.log(np.clip(p, 1e-7, 1)).mean()))
        model.fit(x, y, epochs=1, batch_size=batch_size, verbose=0)
    return model, {"loss": losses}
