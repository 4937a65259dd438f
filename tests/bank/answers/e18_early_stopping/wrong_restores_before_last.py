# expect: fail early-stopping.weights-not-restored
# loads into a copy
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience)
    save = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
    h = model.fit(*train, validation_data=valid, epochs=max_epochs, callbacks=[stop, save], verbose=0)
    keras.models.load_model(path)
    return model, h.history


def best_epoch(history):
    return int(np.argmin(history['val_loss']))
