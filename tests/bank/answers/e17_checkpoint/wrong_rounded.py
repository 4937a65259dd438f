# expect: fail checkpoint.min-delta
# Compares rounded losses: a small improvement is overlooked.
import keras
import numpy as np


def train_with_checkpoint(model, train, valid, epochs, path):
    history = {"loss": [], "val_loss": []}
    best = np.inf
    for epoch in range(epochs):
        result = model.fit(*train, validation_data=valid, epochs=1, verbose=0).history
        history["loss"] += result["loss"]
        history["val_loss"] += result["val_loss"]
        if round(result["val_loss"][0], 1) < best:
            best = round(result["val_loss"][0], 1)
            model.save_weights(path)
    model.load_weights(path)
    return model, history
