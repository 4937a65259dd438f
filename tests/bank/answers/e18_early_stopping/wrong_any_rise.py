# expect: fail early-stopping.ignores-patience
# stops at the first rise
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    best, best_at, losses = None, -1, []
    for epoch in range(max_epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if best is None or losses[-1] < best:
            best, best_at, kept = losses[-1], epoch, model.get_weights()
            model.save(path)
        if epoch > best_at:
            break
    model.set_weights(kept)
    return model, {"val_loss": losses}


def best_epoch(history):
    return int(np.argmin(history['val_loss']))
