# expect: pass
# Validates by hand; losses in a NumPy array that is filled as the run goes.
import copy
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    losses = np.full(max_epochs, np.inf)
    for epoch in range(max_epochs):
        model.fit(*train, epochs=1, verbose=0)
        losses[epoch] = model.evaluate(*valid, verbose=0)[0]
        if np.argmin(losses) == epoch:
            kept = copy.deepcopy(model.get_weights())
            model.save(path)
        if epoch - np.argmin(losses) == patience:
            break
    model.set_weights(kept)
    return model, {"val_loss": losses[: epoch + 1].tolist()}


def best_epoch(history):
    values = np.array(history["val_loss"])
    return int(np.flatnonzero(values == values.min())[0])
