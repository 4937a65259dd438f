# expect: fail checkpoint.other-training
# Loads the best weights back after every epoch, not only at the end.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, losses = float("inf"), []
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if losses[-1] < best:
            best = losses[-1]
            model.save_weights(path)
        model.load_weights(path)
    return model, {"val_loss": losses}
