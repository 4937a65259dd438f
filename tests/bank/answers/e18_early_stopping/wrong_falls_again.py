# expect: fail early-stopping.compares-with-previous
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    # compares with the epoch before, not with the best
    val, wait, weights = [], 0, None
    for _ in range(max_epochs):
        val += model.fit(*train, validation_data=valid, verbose=0).history["val_loss"]
        if val[-1] == min(val) and val.index(min(val)) == len(val) - 1:
            weights = model.get_weights()
        wait = wait + 1 if len(val) > 1 and val[-1] >= val[-2] else 0
        if wait == patience:
            break
    model.set_weights(weights)
    model.save(path)
    return model, {"val_loss": val}


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
