# expect: pass
# list of weights; the file written once at the end
import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    weights, losses = [], []
    while len(losses) < max_epochs and (not losses or len(losses) - 1 - losses.index(min(losses)) < patience):
        model.fit(train[0], train[1], verbose=0)
        losses.append(float(model.evaluate(valid[0], valid[1], verbose=0, return_dict=True)["loss"]))
        weights.append(model.get_weights())
    model.set_weights(weights[best_epoch({"val_loss": losses})])
    model.save(path)
    return model, {"val_loss": losses}


def best_epoch(history):
    return int(np.argmin(history['val_loss']))
