# expect: pass
# AdamW, one-hot, label smoothing
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    model.compile("adamw", keras.losses.CategoricalCrossentropy(label_smoothing=0.05), metrics=["accuracy"])
    h = model.fit(x, np.eye(10, dtype=np.float32)[labels], epochs=epochs, batch_size=batch_size, verbose=0)
    return model, h.history
