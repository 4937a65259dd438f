# expect: fail early-stopping.never-stops
# Keeps the best, but nothing ends the run.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    save = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", save_best_only=True)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=max_epochs, callbacks=[save], verbose=0)
    model = keras.models.load_model(path)
    return model, history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
