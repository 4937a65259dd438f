# expect: fail
# returns a float
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    save = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
    h = model.fit(*train, validation_data=valid, epochs=max_epochs, callbacks=[stop, save], verbose=0)
    return model, h.history


def best_epoch(history):
    return float(np.argmin(history['val_loss']))
