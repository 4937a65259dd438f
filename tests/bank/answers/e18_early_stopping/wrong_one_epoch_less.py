# expect: fail early-stopping.max-epochs
# One epoch less than max_epochs.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    history = {"val_loss": []}
    best, wait = float("inf"), 0
    for epoch in range(max_epochs - 1):
        val_loss = model.fit(*train, validation_data=valid, verbose=0).history["val_loss"][0]
        history["val_loss"].append(val_loss)
        if val_loss < best:
            best, wait = val_loss, 0
            weights = model.get_weights()
            model.save(path)
        else:
            wait += 1
            if wait >= patience:
                break
    model.set_weights(weights)
    return model, history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
