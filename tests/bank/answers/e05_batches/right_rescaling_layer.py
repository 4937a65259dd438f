# expect: pass
# A Keras layer scales, the global seed decides.
import tensorflow as tf

rescale = tf.keras.layers.Rescaling(1 / 255)


def make_dataset(images, labels, batch_size, training, seed=0):
    tf.random.set_seed(seed)
    dataset = tf.data.Dataset.from_tensor_slices((tf.expand_dims(images, -1), labels))
    if training:
        dataset = dataset.shuffle(len(images))
    return dataset.batch(batch_size).map(lambda x, y: (rescale(x), y))
