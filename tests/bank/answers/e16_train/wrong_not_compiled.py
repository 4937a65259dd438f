# expect: fail train.not-compiled
# fit without compile.


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    history = model.fit(x, labels, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
