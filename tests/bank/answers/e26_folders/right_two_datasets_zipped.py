# expect: pass
# Pictures and labels are zipped before the shuffle.
import os

import tensorflow as tf


def is_picture(name):
    return name.casefold().endswith((".png", ".jpg", ".jpeg"))


def load_images(folder, image_size, batch_size, training, seed=0):
    class_names = sorted(filter(lambda d: os.path.isdir(os.path.join(folder, d)), os.listdir(folder)))
    files = {name: sorted(filter(is_picture, os.listdir(os.path.join(folder, name)))) for name in class_names}
    total = sum(map(len, files.values()))
    if total == 0:
        raise ValueError(f"found 0 pictures belonging to {len(class_names)} classes")
    paths = [os.path.join(folder, name, file) for name in class_names for file in files[name]]
    labels = [k for k, name in enumerate(class_names) for _ in files[name]]

    @tf.function
    def load(path):
        image = tf.image.decode_png(tf.io.read_file(path), channels=3)
        image = tf.cast(image, tf.float32) / 255.0
        return tf.squeeze(tf.image.resize(image[tf.newaxis], image_size), 0)

    ds = tf.data.Dataset.zip(tf.data.Dataset.from_tensor_slices(paths), tf.data.Dataset.from_tensor_slices(labels))
    if training:
        ds = ds.shuffle(total, seed=seed)
    ds = ds.map(lambda path, label: (load(path), label))
    return ds.batch(batch_size, drop_remainder=False), tuple(class_names)
