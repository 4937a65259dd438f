# expect: fail checkpoint.saves-last
# Keeps a reference to the variables instead of a copy: they change with the model.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, kept, losses = float("inf"), None, []
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        loss = model.evaluate(*valid, verbose=0)[0]
        losses.append(loss)
        if loss < best:
            best, kept = loss, model.weights
    for variable, value in zip(model.weights, kept):
        variable.assign(value)
    model.save_weights(path)
    return model, {"val_loss": losses}
