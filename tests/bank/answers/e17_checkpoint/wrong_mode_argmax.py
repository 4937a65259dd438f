# expect: fail checkpoint.wrong-mode
# An own loop with the comparison the wrong way round.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, losses = 0.0, []
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if losses[-1] > best:
            best = losses[-1]
            model.save_weights(path)
    model.load_weights(path)
    return model, {"val_loss": losses}
