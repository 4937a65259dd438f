# expect: fail early-stopping.monitors-training
# An own loop that decides by the loss on the training set.


def train_until_best(model, train, valid, max_epochs, patience, path):
    best, waited, losses = float("inf"), 0, []
    for _ in range(max_epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        loss = model.evaluate(*train, verbose=0)[0]
        waited += 1
        if loss < best:
            best, waited, kept = loss, 0, model.get_weights()
            model.save(path)
        if waited >= patience:
            break
    model.set_weights(kept)
    return model, {"val_loss": losses}


def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))
