# expect: fail train.wrong-epochs
# One loss a batch.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images.astype("float32")[..., None] / 255.0
    model.compile("adam", "sparse_categorical_crossentropy")
    losses = []
    for epoch in range(epochs):
        order = np.random.permutation(len(x))
        for i in range(0, len(x), batch_size):
            r = order[i : i + batch_size]
            losses.append(model.train_on_batch(x[r], labels[r]))
    return model, {"loss": losses}
