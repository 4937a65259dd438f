# expect: fail checkpoint.no-validation
# Measures, but returns the training history only.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, history = float("inf"), {"loss": []}
    for _ in range(epochs):
        history["loss"] += model.fit(*train, verbose=0).history["loss"]
        loss = model.evaluate(*valid, verbose=0)[0]
        if loss < best:
            best = loss
            model.save_weights(path)
    model.load_weights(path)
    return model, history
