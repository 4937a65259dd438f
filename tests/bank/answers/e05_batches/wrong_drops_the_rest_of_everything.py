# expect: fail batches.drops-remainder
# The order is right: what is missing is the end.
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    data = tf.data.Dataset.from_tensor_slices((images[..., None].astype("float32") / 255, labels))
    if training:
        data = data.shuffle(len(images), seed=seed)
    return data.batch(batch_size, drop_remainder=True)
