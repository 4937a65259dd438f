# expect: fail checkpoint.validates-too-early
# The untrained model is the first of the epochs, so one fewer is run.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    best, val = float("inf"), [model.evaluate(*valid, verbose=0)[0]]
    for epoch in range(1, epochs):
        h = model.fit(*train, validation_data=valid, epochs=1, verbose=0)
        val.append(h.history["val_loss"][0])
        if val[-1] < best:
            best = val[-1]
            model.save_weights(path)
    model.load_weights(path)
    return model, {"val_loss": val}
