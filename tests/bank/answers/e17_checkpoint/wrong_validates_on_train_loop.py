# expect: fail checkpoint.validates-on-training-data
# An own loop that evaluates the wrong pair.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, losses = float("inf"), []
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*train, verbose=0)[0])
        if losses[-1] < best:
            best = losses[-1]
            model.save_weights(path)
    model.load_weights(path)
    return model, {"val_loss": losses}
