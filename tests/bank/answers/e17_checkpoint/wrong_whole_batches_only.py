# expect: fail checkpoint.untrained
# A loop over whole batches: 1 // 32 is no batch at all.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    x, y = train
    best, losses = float("inf"), []
    for _ in range(epochs):
        for batch in range(len(x) // 32):
            rows = slice(batch * 32, (batch + 1) * 32)
            model.train_on_batch(x[rows], y[rows])
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if losses[-1] < best:
            best = losses[-1]
            model.save_weights(path)
    model.load_weights(path)
    return model, {"val_loss": losses}
