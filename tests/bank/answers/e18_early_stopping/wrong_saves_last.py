# expect: fail early-stopping.saves-last
# Saves after fit, before anything was restored.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=max_epochs, callbacks=[stop], verbose=0)
    model.save(path)
    return model, history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
