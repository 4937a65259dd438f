# expect: fail early-stopping.patience-off-by-one
# Greater than, where greater or equal is meant.


def train_until_best(model, train, valid, max_epochs, patience, path):
    best, waited, losses, kept = float("inf"), 0, [], None
    for _ in range(max_epochs):
        model.fit(*train, verbose=0)
        loss = model.evaluate(*valid, verbose=0)[0]
        losses.append(loss)
        if loss < best:
            best, waited, kept = loss, 0, model.get_weights()
            model.save(path)
        else:
            waited += 1
        if waited > patience:
            break
    model.set_weights(kept)
    return model, {"val_loss": losses}


def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))
