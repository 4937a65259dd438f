# expect: pass
# fit epoch by epoch with a fresh permutation and shuffle off
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = (images / 255).astype("float32").reshape((-1, 28, 28, 1))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    loss = []
    for _ in range(epochs):
        p = np.random.permutation(len(x))
        loss += model.fit(x[p], labels[p], batch_size=batch_size, shuffle=False, verbose=0).history["loss"]
    return model, dict(loss=loss)
