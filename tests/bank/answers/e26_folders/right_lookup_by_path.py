# expect: pass
# The label is looked up by the name of the folder, inside the dataset.
import os

import tensorflow as tf


def load_images(folder, image_size, batch_size, training, seed=0):
    class_names = sorted(e.name for e in os.scandir(folder) if e.is_dir())
    files = [
        os.path.join(root, f)
        for root, _, names in os.walk(folder)
        for f in names
        if f.lower().endswith((".png", ".jpg", ".jpeg")) and root != folder
    ]
    if not files:
        raise ValueError("empty")
    files.sort()
    table = tf.constant(class_names)

    def process(path):
        label = tf.argmax(tf.strings.split(path, os.sep)[-2] == table)
        img = tf.io.decode_image(tf.io.read_file(path), 3, expand_animations=False)
        img = tf.image.convert_image_dtype(img, tf.float32)
        return tf.image.resize(img, image_size), label

    ds = tf.data.Dataset.from_tensor_slices(files)
    if training:
        ds = ds.shuffle(len(files), seed=seed)
    return ds.map(process).batch(batch_size), class_names
