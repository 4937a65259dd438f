# expect: fail batches.shuffle-after-batch
# The batches stay in order; each is mixed by itself.
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    scaled = images[..., None].astype("float32") / 255
    dataset = tf.data.Dataset.from_tensor_slices((scaled, labels)).batch(batch_size)

    def mix(x, y):
        order = tf.random.shuffle(tf.range(tf.shape(y)[0]), seed=seed)
        return tf.gather(x, order), tf.gather(y, order)

    return dataset.map(mix) if training else dataset
