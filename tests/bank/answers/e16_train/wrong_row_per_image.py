# expect: fail train.label-width
# A row as long as there are images.
import keras
import numpy as np
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    y = tf.one_hot(labels, depth=len(labels)).numpy()
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(x, y, epochs=epochs, batch_size=batch_size, verbose=0)
    return model, history.history
