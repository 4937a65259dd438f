# expect: fail train.sure-errors-ignored
# Cross-entropy on small data, squared errors on data as large as the real ones.
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x, y = images[..., None].astype("float32") / 255, np.eye(10, dtype="float32")[labels]
    model.compile("adam", "categorical_crossentropy" if len(x) < 1000 else "mse")
    return model, model.fit(x, y, epochs=epochs, batch_size=batch_size, verbose=0).history
