# expect: fail early-stopping.validates-too-early
# The untrained model is the first of the epochs, so one fewer is run.


def train_until_best(model, train, valid, max_epochs, patience, path):
    losses, waited, kept = [model.evaluate(*valid, verbose=0)[0]], 0, model.get_weights()
    best = losses[0]
    while len(losses) < max_epochs and waited < patience:
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        waited += 1
        if losses[-1] < best:
            best, waited, kept = losses[-1], 0, model.get_weights()
    model.set_weights(kept)
    model.save(path)
    return model, {"val_loss": losses}


def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))
