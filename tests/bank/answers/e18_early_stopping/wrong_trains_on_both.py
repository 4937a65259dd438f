# expect: fail early-stopping.trains-on-validation
# Trains on both sets together, so as not to waste data.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    x, y = (np.concatenate(both) for both in zip(train, valid))
    callbacks = [
        keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True),
        keras.callbacks.ModelCheckpoint(path, save_best_only=True),
    ]
    history = model.fit(x, y, validation_data=valid, epochs=max_epochs, callbacks=callbacks, verbose=0)
    return model, history.history


def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))
