# expect: pass
# Puts the weights of the saved model back into the one that came in.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", mode="min", patience=patience)
    save = keras.callbacks.ModelCheckpoint(path, monitor="val_loss", mode="min", save_best_only=True)
    history = model.fit(train[0], train[1], validation_data=valid, epochs=max_epochs, callbacks=[stop, save], verbose=0)
    model.set_weights(keras.saving.load_model(path).get_weights())
    return model, history.history


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))
