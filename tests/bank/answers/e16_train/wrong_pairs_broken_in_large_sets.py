# expect: fail train.below-threshold
# Mixes images and labels, each in an order of its own, but only where there are many: a small try shows nothing.
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x, y = images[..., None].astype("float32") / 255, labels
    if len(x) > 5000:
        rng = np.random.default_rng(0)
        x, y = rng.permutation(x), rng.permutation(y)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
