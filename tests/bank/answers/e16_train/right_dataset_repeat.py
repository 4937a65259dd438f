# expect: pass
# repeat with steps_per_epoch
import numpy as np
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    ds = tf.data.Dataset.from_tensor_slices((images, labels)).cache().shuffle(60000, reshuffle_each_iteration=True)
    ds = ds.repeat().batch(batch_size).map(lambda i, l: (tf.image.convert_image_dtype(i[..., None], tf.float32), l))
    model.compile("adam", "sparse_categorical_crossentropy")
    steps = int(np.ceil(len(images) / batch_size))
    return model, model.fit(ds, epochs=epochs, steps_per_epoch=steps, verbose=0).history
