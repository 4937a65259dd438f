# expect: pass
# train_on_batch; shuffled once before; loss of an epoch as the last running mean.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    order = np.random.default_rng(1).permutation(len(labels))
    x, y = images[order, :, :, None] / np.float32(255), labels[order]
    model.compile(optimizer=keras.optimizers.Nadam(), loss="sparse_categorical_crossentropy")
    losses = []
    for _ in range(epochs):
        model.reset_metrics()
        for start in range(0, len(x), batch_size):
            loss = model.train_on_batch(x[start : start + batch_size], y[start : start + batch_size])
        losses.append(np.float32(loss if np.isscalar(loss) else np.ravel(loss)[0]))
    return model, {"loss": losses}
