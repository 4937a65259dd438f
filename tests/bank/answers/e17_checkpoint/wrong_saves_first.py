# expect: fail checkpoint.not-overwritten
# Writes the first record only.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    losses = []
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if not losses[:-1]:
            model.save_weights(path)
    model.load_weights(path)
    return model, {"val_loss": losses}
