# expect: pass
# One fit for each epoch, evaluate in between, save on a record.
import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    x, y = train
    history = {"loss": [], "val_loss": []}
    best = float("inf")
    for epoch in range(epochs):
        fitted = model.fit(x, y, epochs=1, verbose=0)
        loss = model.evaluate(*valid, verbose=0, return_dict=True)["loss"]
        history["loss"].append(fitted.history["loss"][0])
        history["val_loss"].append(loss)
        if loss < best:
            best = loss
            model.save_weights(path)
    model.load_weights(path)
    return model, history
