# expect: fail early-stopping.untrained
# A loop over whole batches: 1 // 32 is no batch at all.


def train_until_best(model, train, valid, max_epochs, patience, path):
    x, y = train
    best, waited, losses = float("inf"), 0, []
    while len(losses) < max_epochs and waited < patience:
        for batch in range(len(x) // 32):
            rows = slice(batch * 32, (batch + 1) * 32)
            model.train_on_batch(x[rows], y[rows])
        losses.append(model.evaluate(*valid, verbose=0)[0])
        waited += 1
        if losses[-1] < best:
            best, waited, kept = losses[-1], 0, model.get_weights()
    model.set_weights(kept)
    model.save(path)
    return model, {"val_loss": losses}


def best_epoch(history):
    return history["val_loss"].index(min(history["val_loss"]))
