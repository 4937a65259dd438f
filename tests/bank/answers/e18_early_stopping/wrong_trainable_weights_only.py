# expect: fail early-stopping.no-epoch
# Keeps the trainable weights only; batch normalisation has others.


def train_until_best(model, train, valid, max_epochs, patience, path):
    best, waited, losses = float("inf"), 0, []
    while len(losses) < max_epochs and waited < patience:
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        waited += 1
        if losses[-1] < best:
            best, waited = losses[-1], 0
            kept = [variable.numpy() for variable in model.trainable_variables]
    for variable, value in zip(model.trainable_variables, kept):
        variable.assign(value)
    model.save(path)
    return model, {"val_loss": losses}


def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))
