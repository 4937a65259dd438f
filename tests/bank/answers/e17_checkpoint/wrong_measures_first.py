# expect: fail checkpoint.validates-too-early
# Measures before it trains.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, losses = float("inf"), []
    for _ in range(epochs):
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if losses[-1] < best:
            best = losses[-1]
            model.save_weights(path)
        model.fit(*train, verbose=0)
    model.load_weights(path)
    return model, {"val_loss": losses}
