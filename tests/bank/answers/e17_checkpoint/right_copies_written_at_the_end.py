# expect: pass
# Keeps the best weights in memory and writes the file once, after training.
import numpy as np


def train_with_checkpoint(model, train, valid, epochs, path):
    x_train, y_train = train
    x_valid, y_valid = valid
    losses, kept = [], []
    for _ in range(epochs):
        model.fit(x_train, y_train, verbose=0)
        losses.append(model.evaluate(x_valid, y_valid, verbose=0)[0])
        kept.append(model.get_weights())
    model.set_weights(kept[int(np.argmin(losses))])
    model.save_weights(path)
    return model, {"val_loss": np.array(losses)}
