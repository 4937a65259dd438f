# expect: pass
# Kullback-Leibler divergence from one-hot labels: cross-entropy, as one-hot labels have no entropy.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = (images / 255.0).astype(np.float32)[..., np.newaxis]
    model.compile(optimizer="adam", loss="kl_divergence", metrics=["accuracy"])
    history = model.fit(x, np.eye(10)[labels], epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
