# expect: fail early-stopping.compares-with-previous
# Compares each epoch with the one before.


def train_until_best(model, train, valid, max_epochs, patience, path):
    waited, losses, weights = 0, [], []
    for epoch in range(max_epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        weights.append(model.get_weights())
        waited = waited + 1 if epoch and losses[-1] >= losses[-2] else 0
        if waited >= patience:
            break
    model.set_weights(weights[losses.index(min(losses))])
    model.save(path)
    return model, {"val_loss": losses}


def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))
