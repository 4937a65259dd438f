# expect: fail early-stopping.accuracy-for-loss
# Takes the two numbers of evaluate in the wrong order.


def train_until_best(model, train, valid, max_epochs, patience, path):
    best, waited, losses = float("inf"), 0, []
    while len(losses) < max_epochs and waited < patience:
        model.fit(*train, verbose=0)
        accuracy, loss = model.evaluate(*valid, verbose=0)
        losses.append(loss)
        waited += 1
        if loss < best:
            best, waited, kept = loss, 0, model.get_weights()
    model.set_weights(kept)
    model.save(path)
    return model, {"val_loss": losses}


def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))
