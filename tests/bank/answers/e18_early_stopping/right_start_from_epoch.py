# expect: pass
# explicit defaults, verbose fit, model saved again at the end
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, mode="min", baseline=None, start_from_epoch=0, restore_best_weights=True)
    save = keras.callbacks.ModelCheckpoint(path, save_best_only=True)
    h = model.fit(*train, validation_data=valid, epochs=max_epochs, callbacks=[stop, save], verbose=0)
    model.save(path)
    return model, h.history


def best_epoch(history):
    return int(np.argmin(history['val_loss']))
