# expect: pass
# The seed is set for everything, shuffle takes it from there.
import tensorflow as tf

def make_dataset(images, labels, batch_size, training, seed=0):
    tf.random.set_seed(seed)
    ds = tf.data.Dataset.from_tensor_slices((images, labels))
    ds = ds.map(lambda i, l: (tf.cast(i, tf.float32)[:, :, None] / 255.0, tf.cast(l, tf.int64)))
    if training:
        ds = ds.shuffle(len(labels))
    return ds.batch(batch_size)
