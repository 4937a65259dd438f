# expect: fail checkpoint.not-overwritten
# Writes only where no file is yet.
import os


def train_with_checkpoint(model, train, valid, epochs, path):
    best, losses = float("inf"), []
    fresh = not os.path.exists(path)
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if losses[-1] < best:
            best, kept = losses[-1], model.get_weights()
            if fresh:
                model.save_weights(path)
    model.set_weights(kept)
    return model, {"val_loss": losses}
