# expect: pass
# A repeated dataset, and as many steps as one pass has.
import keras
import numpy as np
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None] / np.float32(255)
    data = tf.data.Dataset.from_tensor_slices((x, labels)).shuffle(len(x)).repeat().batch(batch_size)
    model.compile("adam", "sparse_categorical_crossentropy")
    steps = int(np.ceil(len(x) / batch_size))
    return model, model.fit(data, epochs=epochs, steps_per_epoch=steps, verbose=0).history
