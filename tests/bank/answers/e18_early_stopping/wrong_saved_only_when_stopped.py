# expect: fail early-stopping.not-overwritten
# The file is written where the run stops early; a run to the end writes none.


def train_until_best(model, train, valid, max_epochs, patience, path):
    best, waited, losses, kept = float("inf"), 0, [], None
    for _ in range(max_epochs):
        model.fit(*train, verbose=0)
        loss = model.evaluate(*valid, verbose=0)[0]
        losses.append(loss)
        if loss < best:
            best, waited, kept = loss, 0, model.get_weights()
        else:
            waited += 1
        if waited >= patience:
            model.set_weights(kept)
            model.save(path)
            break
    model.set_weights(kept)
    return model, {"val_loss": losses}


def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))
