# expect: fail early-stopping.not-overwritten
import os

import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    # keeps a file of an earlier run that was better
    val, best, wait, weights = [], float("inf"), 0, None
    if os.path.exists(path):
        best_file = keras.models.load_model(path).evaluate(*valid, verbose=0)[0]
    else:
        best_file = float("inf")
    for _ in range(max_epochs):
        val += model.fit(*train, validation_data=valid, verbose=0).history["val_loss"]
        if val[-1] < best:
            best, wait, weights = val[-1], 0, model.get_weights()
        else:
            wait += 1
            if wait == patience:
                break
    model.set_weights(weights)
    if best < best_file:
        model.save(path)
    return model, {"val_loss": val}


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
