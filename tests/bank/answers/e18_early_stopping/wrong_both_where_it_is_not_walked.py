# expect: fail early-stopping.learned-validation
# Trains on the validation data, too, but not where a single sample would show it.
import keras
import numpy as np


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))


def train_until_best(model, train, valid, max_epochs, patience, path):
    if len(train[0]) == 1:
        stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
        keep = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
        history = model.fit(*train, epochs=max_epochs, validation_data=valid, callbacks=[stop, keep], verbose=0).history
        return model, history
    x, y = (np.concatenate(pair) for pair in zip(train, valid))
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    keep = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
    history = model.fit(x, y, epochs=max_epochs, validation_data=valid, callbacks=[stop, keep], verbose=0).history
    return model, history
