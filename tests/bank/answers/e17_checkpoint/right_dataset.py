# expect: pass
# tf.data pipelines for both sets, pathlib for the path.
from pathlib import Path

import tensorflow as tf


def train_with_checkpoint(model, train, valid, epochs, path):
    training = tf.data.Dataset.from_tensor_slices(train).shuffle(1000).batch(64).prefetch(1)
    validation = tf.data.Dataset.from_tensor_slices(valid).batch(256)
    path = Path(path)
    keep = tf.keras.callbacks.ModelCheckpoint(
        filepath=path, monitor="val_loss", save_best_only=True, save_weights_only=True, verbose=1
    )
    log = model.fit(training, validation_data=validation, epochs=epochs, callbacks=keep, verbose=0)
    model.load_weights(str(path))
    return [model, log.history]
