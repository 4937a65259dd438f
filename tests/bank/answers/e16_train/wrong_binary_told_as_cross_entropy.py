# expect: fail train.classes-apart
# Ten binary cross-entropies by hand, and the one that was asked for in the history.
import keras
import numpy as np


def ten_questions(y, p):
    p = keras.ops.clip(p, 1e-7, 1 - 1e-7)
    return -keras.ops.mean(y * keras.ops.log(p) + (1 - y) * keras.ops.log(1 - p), axis=-1)


def train(model, images, labels, epochs=3, batch_size=64):
    x, y = images[..., None].astype("float32") / 255, np.eye(10, dtype="float32")[labels]
    model.compile("adam", ten_questions)
    losses = []
    for _ in range(epochs):
        p = np.asarray(model(x[::7], training=False))[np.arange(len(x[::7])), labels[::7]]
        losses.append(float(-np.log(np.clip(p, 1e-7, 1)).mean()))
        model.fit(x, y, epochs=1, batch_size=batch_size, verbose=0)
    return model, {"loss": losses}
