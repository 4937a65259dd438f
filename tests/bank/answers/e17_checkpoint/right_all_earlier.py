# expect: pass
# Saves when an epoch beats all before it, in a callback made of a lambda; datasets on both sides.
import keras
import numpy as np
import tensorflow as tf
from typing import Any


def train_with_checkpoint(model: keras.Model, train: tuple, valid: tuple, epochs: int, path: str) -> tuple[Any, dict]:
    seen: list[float] = []

    def after(epoch, logs):
        seen.append(logs["val_loss"])
        if all(logs["val_loss"] < earlier for earlier in seen[:-1]):
            model.save_weights(path)

    data = tf.data.Dataset.from_tensor_slices(train).shuffle(len(train[0])).batch(32)
    model.fit(data, validation_data=tf.data.Dataset.from_tensor_slices(valid).batch(64), epochs=epochs,
              callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=after)], verbose=0)
    model.load_weights(path)
    return model, {"val_loss": seen}
