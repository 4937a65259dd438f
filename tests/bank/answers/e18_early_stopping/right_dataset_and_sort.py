# expect: pass
# tf.data pipelines; best_epoch sorts (epoch, loss) pairs.
import tensorflow as tf


def train_until_best(model, train, valid, max_epochs, patience, path):
    training = tf.data.Dataset.from_tensor_slices(train).shuffle(10_000).batch(32)
    validation = tf.data.Dataset.from_tensor_slices(valid).batch(320)
    callbacks = [
        tf.keras.callbacks.EarlyStopping(monitor="val_loss", min_delta=0, patience=patience, restore_best_weights=True),
        tf.keras.callbacks.ModelCheckpoint(filepath=path, monitor="val_loss", save_best_only=True, verbose=1),
    ]
    fitted = model.fit(training, epochs=max_epochs, validation_data=validation, callbacks=callbacks)
    return [model, fitted.history]


def best_epoch(history):
    return sorted(enumerate(history["val_loss"]), key=lambda pair: pair[1])[0][0]
