# expect: fail batches.drops-remainder
# A division that rounds down.
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    data = tf.data.Dataset.from_tensor_slices((images[..., None].astype("float32") / 255, labels))
    if training:
        data = data.shuffle(len(images), seed=seed)
    return data.batch(batch_size).take(len(images) // batch_size)
