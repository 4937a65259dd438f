# expect: pass
# A builder that collects the steps; the number of batches is asserted at the end.
import tensorflow as tf


class Pipeline:
    """A fluent builder."""

    def __init__(self, *arrays):
        self.steps = [lambda _: tf.data.Dataset.from_tensor_slices(arrays)]

    def then(self, step, when=True):
        if when:
            self.steps.append(step)
        return self

    def build(self):
        dataset = None
        for step in self.steps:
            dataset = step(dataset)
        return dataset


def make_dataset(images, labels, batch_size, training, seed=0):
    return (
        Pipeline(images, labels)
        .then(lambda d: d.shuffle(buffer_size=d.cardinality().numpy(), seed=seed), when=training)
        .then(lambda d: d.batch(batch_size, num_parallel_calls=2, deterministic=True))
        .then(lambda d: d.map(lambda x, y: (tf.reshape(tf.cast(x, tf.float32), [-1, *images.shape[1:], 1]) / 255.0, y)))
        .then(lambda d: d.apply(tf.data.experimental.assert_cardinality(-(-len(images) // batch_size))))
        .build()
    )
