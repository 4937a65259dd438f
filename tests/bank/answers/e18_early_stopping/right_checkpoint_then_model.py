# expect: pass
# Weights in a checkpoint beside the file; the model saved at the end.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    scratch = path.replace(".keras", ".weights.h5")
    callbacks = [
        keras.callbacks.EarlyStopping("val_loss", patience=patience),
        keras.callbacks.ModelCheckpoint(scratch, save_best_only=True, save_weights_only=True),
    ]
    log = model.fit(*train, batch_size=64, epochs=max_epochs, validation_data=valid, callbacks=callbacks)
    model.load_weights(scratch)
    model.save(path, overwrite=True)
    return model, log.history


def best_epoch(history):
    best = 0
    for epoch, loss in enumerate(history["val_loss"]):
        if loss < history["val_loss"][best]:
            best = epoch
    return best
