# expect: fail best-epoch.compares-with-previous
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    h = model.fit(*train, validation_data=valid, epochs=max_epochs, callbacks=[stop], verbose=0)
    model.save(path)
    return model, h.history


def best_epoch(history):
    # the last epoch that improved on the one before
    best = 0
    for i in range(1, len(history["val_loss"])):
        if history["val_loss"][i] < history["val_loss"][i - 1]:
            best = i
    return best
