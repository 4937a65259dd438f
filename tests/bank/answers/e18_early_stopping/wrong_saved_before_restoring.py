# expect: fail early-stopping.saves-last
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    val, best, wait, weights = [], float("inf"), 0, None
    for _ in range(max_epochs):
        val += model.fit(*train, validation_data=valid, verbose=0).history["val_loss"]
        if val[-1] < best:
            best, wait, weights = val[-1], 0, model.get_weights()
        else:
            wait += 1
            if wait == patience:
                break
    model.save(path)
    model.set_weights(weights)
    return model, {"val_loss": val}


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
