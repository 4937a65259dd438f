# expect: fail train.raw-pixels
# convert_image_dtype scales integers only, and these are floats by then.
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    def prepare(image, label):
        image = tf.cast(image, tf.float32)
        image = tf.image.convert_image_dtype(image, tf.float32)
        return tf.expand_dims(image, -1), label

    ds = tf.data.Dataset.from_tensor_slices((images, labels)).map(prepare).shuffle(len(labels)).batch(batch_size)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    h = model.fit(ds, epochs=epochs, verbose=0)
    return model, h.history
