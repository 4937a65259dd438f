# expect: pass
# Writes beside the target and moves it there, so that a crash never leaves half a file.
import math
import os


def train_with_checkpoint(model, train, valid, epochs, path):
    best = math.inf
    history = {"val_loss": []}
    for _ in range(epochs):
        model.fit(*train, epochs=1, verbose=0)
        loss = model.evaluate(*valid, verbose=0)[0]
        history["val_loss"].append(loss)
        if loss < best:
            best = loss
            fresh = os.path.join(os.path.dirname(path), "fresh.weights.h5")
            model.save_weights(fresh)
            os.replace(fresh, path)
    model.load_weights(path)
    return model, history
