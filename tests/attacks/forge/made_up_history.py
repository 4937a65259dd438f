# exercise: e17_checkpoint
# aim: returns the untrained model with a history that was never lived
# expect: failed
# slow: yes
# points: 3
import numpy as np


def train_with_checkpoint(model, train, valid, epochs, path):
    model.save_weights(path)
    losses = [1.0 / (epoch + 1) for epoch in range(epochs)]
    return model, {"loss": losses, "val_loss": losses, "accuracy": losses, "val_accuracy": losses}
