# expect: fail train.no-shuffle
# A buffer of 500 out of thousands: enough for a toy, not for sorted digits.
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    data = tf.data.Dataset.from_tensor_slices((x, labels)).shuffle(500).batch(batch_size)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model, model.fit(data, epochs=epochs, verbose=0).history
