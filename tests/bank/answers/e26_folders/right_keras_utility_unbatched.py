# expect: pass
# Keras reads, and the shuffle is one's own.
import tensorflow as tf


def load_images(folder, image_size, batch_size, training, seed=0):
    pictures = tf.keras.utils.image_dataset_from_directory(
        folder, batch_size=None, image_size=image_size, shuffle=False, interpolation="nearest"
    )
    class_names = pictures.class_names
    rescale = tf.keras.layers.Rescaling(1 / 255)
    if training:
        pictures = pictures.shuffle(pictures.cardinality(), seed=seed)
    pictures = pictures.batch(batch_size)
    return pictures.map(lambda x, y: (rescale(x), y), num_parallel_calls=tf.data.AUTOTUNE), class_names
