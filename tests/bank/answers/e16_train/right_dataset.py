# expect: pass
# A tf.data pipeline that shuffles the whole set.
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    def prepare(image, label):
        return tf.cast(image, tf.float32)[..., tf.newaxis] / 255.0, label

    data = tf.data.Dataset.from_tensor_slices((images, labels))
    data = data.shuffle(len(images)).map(prepare).batch(batch_size).prefetch(tf.data.AUTOTUNE)
    model.compile(
        optimizer=tf.keras.optimizers.Adam(1e-3),
        loss=tf.keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return model, model.fit(data, epochs=epochs, verbose=0).history
