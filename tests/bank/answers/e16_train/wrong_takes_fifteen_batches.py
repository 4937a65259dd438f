# expect: fail train.too-few-steps
# Fifteen batches of a pipeline, where the digits need 94.
import keras
import numpy as np
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., np.newaxis].astype("float32") / 255
    data = tf.data.Dataset.from_tensor_slices((x, labels)).shuffle(len(x)).batch(batch_size).take(15)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    history = model.fit(data, epochs=epochs, verbose=0)
    return model, history.history
