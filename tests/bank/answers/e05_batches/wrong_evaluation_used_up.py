# expect: fail batches.used-up
# Training is right; for evaluation the dataset reads from an iterator that exists once.
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    ds = tf.data.Dataset.from_tensor_slices((images, labels))
    ds = ds.map(lambda x, y: (tf.cast(x, tf.float32)[..., None] / 255.0, y))
    if training:
        return ds.shuffle(len(images), seed=seed).batch(batch_size)
    ds = ds.batch(batch_size)
    once = iter(ds.as_numpy_iterator())
    return tf.data.Dataset.from_generator(lambda: once, output_signature=ds.element_spec)
