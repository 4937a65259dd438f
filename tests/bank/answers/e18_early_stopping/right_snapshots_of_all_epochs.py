# expect: pass
# Steps by train_on_batch, a copy of the weights of every epoch, float32 losses.
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    x, y = train
    losses, snapshots = [], []
    for epoch in range(max_epochs):
        for i in range(0, len(x), 32):
            model.train_on_batch(x[i : i + 32], y[i : i + 32])
        model.reset_metrics()
        losses.append(np.float32(model.evaluate(*valid, verbose=0)[0]))
        snapshots.append([np.copy(w) for w in model.get_weights()])
        if len(losses) - 1 - best_epoch({"val_loss": losses}) >= patience:
            break
    model.set_weights(snapshots[best_epoch({"val_loss": losses})])
    keras.saving.save_model(model, path)
    return model, {"val_loss": losses}


def best_epoch(history):
    return sorted(range(len(history["val_loss"])), key=lambda i: history["val_loss"][i])[0]
