# expect: fail checkpoint.full-model
# model.save into a name that promises weights; the best ones are put back from memory.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, kept, losses = float("inf"), None, []
    for _ in range(epochs):
        model.fit(*train, verbose=0)
        losses.append(model.evaluate(*valid, verbose=0)[0])
        if losses[-1] < best:
            best, kept = losses[-1], model.get_weights()
            model.save(path)
    model.set_weights(kept)
    return model, {"val_loss": losses}
