# expect: pass
# class weights all one, learning-rate schedule
import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    model.compile(keras.optimizers.Adam(keras.optimizers.schedules.ExponentialDecay(2e-3, 100, 0.9)), "sparse_categorical_crossentropy", metrics=["accuracy"])
    h = model.fit(x, labels, epochs=epochs, batch_size=batch_size, class_weight={k: 1.0 for k in range(10)}, verbose=0)
    return model, h.history
