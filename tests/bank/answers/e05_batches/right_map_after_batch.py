# expect: pass
# Prepares whole batches, which is faster; caches the raw samples before the shuffle.
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    dataset = tf.data.Dataset.from_tensor_slices((images, labels)).cache()
    if training:
        dataset = dataset.shuffle(dataset.cardinality(), seed=seed)
    dataset = dataset.batch(batch_size, drop_remainder=False)
    return dataset.map(lambda x, y: (tf.expand_dims(tf.cast(x, tf.float32), -1) / 255, y))
