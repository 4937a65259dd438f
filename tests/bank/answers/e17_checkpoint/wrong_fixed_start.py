# expect: fail checkpoint.fixed-start
# The record starts at 100, and no loss of the second run is below that.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, losses, kept = 100.0, [], model.get_weights()
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if losses[-1] < best:
            best, kept = losses[-1], model.get_weights()
            model.save_weights(path)
    model.set_weights(kept)
    return model, {"val_loss": losses}
