# expect: fail train.no-shuffle
# A shuffle buffer of one batch: neighbours only.
import tensorflow as tf


def train(model, images, labels, epochs=3, batch_size=64):
    x = images[..., None].astype("float32") / 255
    data = tf.data.Dataset.from_tensor_slices((x, labels)).shuffle(batch_size).batch(batch_size)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model, model.fit(data, epochs=epochs, verbose=0).history
