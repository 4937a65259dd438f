# expect: fail train.wrong-loss
# Cross-entropy where everything fits into one batch, another loss where it does not.
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    y = keras.utils.to_categorical(labels, 10)
    loss = "categorical_crossentropy" if len(x) <= batch_size else keras.losses.MeanSquaredError()
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    order = np.random.default_rng(0).permutation(len(x))
    fitted = model.fit(x[order], y[order], epochs=epochs, batch_size=batch_size, verbose=0)
    return model, fitted.history
