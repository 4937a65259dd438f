# expect: pass
# `for` over a tensor in `@tf.function` and `if` on one in a method, which AutoGraph translates.
import tensorflow as tf


@tf.function
def scaled_rows(image):
    rows = tf.TensorArray(tf.float32, size=tf.shape(image)[0])
    number = 0
    for row in image:
        rows = rows.write(number, tf.cast(row, tf.float32) / 255.0)
        number += 1
    return rows.stack()


class Pipeline:
    def __init__(self, batch_size):
        self.batch_size = batch_size

    def step(self, image, label):
        scaled = scaled_rows(image)
        if tf.reduce_max(scaled) > 1.0:
            scaled = tf.clip_by_value(scaled, 0.0, 1.0)
        return scaled[..., None], label

    def __call__(self, dataset):
        return dataset.map(lambda image, label: self.step(image, label)).batch(self.batch_size)


def make_dataset(images, labels, batch_size, training, seed=0):
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    if training:
        dataset = dataset.shuffle(len(images), seed=seed, reshuffle_each_iteration=True)
    return Pipeline(batch_size)(dataset)
