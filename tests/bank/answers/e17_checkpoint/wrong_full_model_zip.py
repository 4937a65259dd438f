# expect: fail checkpoint.full-model
# Saves a .keras file and renames it.
import os


def train_with_checkpoint(model, train, valid, epochs, path):
    best, kept, losses = float("inf"), None, []
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if losses[-1] < best:
            best, kept = losses[-1], model.get_weights()
            model.save(path + ".keras")
            os.replace(path + ".keras", path)
    model.set_weights(kept)
    return model, {"val_loss": losses}
