# expect: fail checkpoint.monitors-training
# An own loop that compares the loss on the training set.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, history = float("inf"), {"loss": [], "val_loss": []}
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        loss = model.evaluate(*train, verbose=0)[0]
        history["loss"].append(loss)
        history["val_loss"].append(model.evaluate(*valid, verbose=0)[0])
        if loss < best:
            best = loss
            model.save_weights(path)
    model.load_weights(path)
    return model, history
