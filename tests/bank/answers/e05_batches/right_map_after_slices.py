# expect: pass
# Prepares each sample inside the pipeline.
import tensorflow as tf


def prepare(image, label):
    return tf.cast(image, tf.float32)[..., tf.newaxis] / 255.0, label


def make_dataset(images, labels, batch_size, training, seed=0):
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    if training:
        dataset = dataset.shuffle(buffer_size=images.shape[0], seed=seed, reshuffle_each_iteration=True)
    return dataset.map(prepare, num_parallel_calls=tf.data.AUTOTUNE).batch(batch_size).prefetch(1)
