# expect: pass
# A Python `if` on a tensor, which AutoGraph translates: a channel axis only where there is none.
import tensorflow as tf


def prepare(image, label):
    image = tf.cast(image, tf.float32) / 255.0
    if tf.rank(image) < 3:
        image = tf.expand_dims(image, -1)
    return image, label


def make_dataset(images, labels, batch_size, training, seed=0):
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    if training:
        dataset = dataset.shuffle(len(images), seed=seed)
    return dataset.map(prepare, num_parallel_calls=tf.data.AUTOTUNE).batch(batch_size)
