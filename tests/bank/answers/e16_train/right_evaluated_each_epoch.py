# expect: pass
# One fit for each epoch, and a loss that is measured after each by a formula of its own.
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    model.compile("adamw", "sparse_categorical_crossentropy")
    losses = []
    for _ in range(epochs):
        model.fit(x, labels, epochs=1, batch_size=batch_size, verbose=0)
        p = model.predict(x, verbose=0)[np.arange(len(x)), labels]
        losses.append(float(-np.log(p + 1e-7).mean()))
    return model, {"loss": losses}
