# expect: fail checkpoint.accuracy-for-loss
# Takes the two numbers of evaluate in the wrong order.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, losses = float("inf"), []
    for _ in range(epochs):
        model.fit(*train, epochs=1, verbose=0)
        accuracy, loss = model.evaluate(*valid, verbose=0)
        losses.append(loss)
        if loss < best:
            best = loss
            model.save_weights(path)
    model.load_weights(path)
    return model, {"val_loss": losses}
