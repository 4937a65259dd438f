# expect: fail checkpoint.compares-with-previous
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    val = []
    previous = float("inf")
    for _ in range(epochs):
        h = model.fit(*train, validation_data=valid, epochs=1, verbose=0)
        val.append(h.history["val_loss"][0])
        if val[-1] < previous:
            model.save_weights(path)
        previous = val[-1]
    model.load_weights(path)
    return model, {"val_loss": val}
