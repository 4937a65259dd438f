# exercise: e18_early_stopping
# aim: a history that is one array of 12 million bytes, made into a list of numbers again at every look
# expect: failed
# points: 1
import numpy as np


def best_epoch(history):
    return int(np.argmin(history["val_loss"]))


def train_until_best(model, train, valid, max_epochs, patience, path):
    model.save(path)
    return model, {"val_loss": np.ones(12_000_000, np.uint8)}
