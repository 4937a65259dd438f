# expect: pass
# train_on_batch over shuffled batches, metrics reset by hand.
import numpy as np


def train_with_checkpoint(model, train, valid, epochs, path):
    x, y = train
    rng = np.random.default_rng(0)
    history = {"val_loss": [], "val_accuracy": []}
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), 32):
            rows = order[start : start + 32]
            model.train_on_batch(x[rows], y[rows])
        loss, accuracy = model.evaluate(valid[0], valid[1], verbose=0)
        if loss < min(history["val_loss"], default=np.inf):
            model.save_weights(path)
        history["val_loss"].append(np.float32(loss))
        history["val_accuracy"].append(np.float32(accuracy))
    model.load_weights(path)
    return model, history
