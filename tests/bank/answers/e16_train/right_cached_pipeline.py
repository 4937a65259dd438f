# expect: pass
# A pipeline that is mapped, cached and prefetched; RMSprop with a schedule.
import tensorflow as tf
from tensorflow import keras

AUTOTUNE = tf.data.AUTOTUNE


def train(model: keras.Model, images, labels, epochs: int = 3, batch_size: int = 64):
    data = (
        tf.data.Dataset.from_tensor_slices((images, labels))
        .map(lambda x, y: (tf.cast(x[..., None], tf.float32) / 255.0, y), num_parallel_calls=AUTOTUNE)
        .cache()
        .shuffle(buffer_size=len(images), reshuffle_each_iteration=True)
        .batch(batch_size)
        .prefetch(AUTOTUNE)
    )
    model.compile(optimizer=keras.optimizers.RMSprop(), loss=keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    callbacks = [keras.callbacks.LearningRateScheduler(lambda epoch, lr: lr * 0.95 if epoch else lr)]
    history = model.fit(data, epochs=epochs, callbacks=callbacks, verbose=0)
    return model, {key: [float(v) for v in values] for key, values in history.history.items()}
