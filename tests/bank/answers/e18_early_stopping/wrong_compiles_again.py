# expect: fail early-stopping.other-training
# Compiles again.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    model.compile(optimizer="sgd", loss=model.loss, metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    save = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
    history = model.fit(*train, validation_data=valid, epochs=max_epochs, callbacks=[stop, save], verbose=0)
    return model, history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
