# expect: pass
# list_files with its own shuffle switched off.
import os
import re

import tensorflow as tf


def load_images(folder, image_size, batch_size, training, seed=0):
    class_names = sorted(d for d in os.listdir(folder) if os.path.isdir(f"{folder}/{d}"))
    pattern = ".*[.](png|jpg|jpeg)"
    wanted = [p for p in tf.io.gfile.glob(f"{folder}/*/*") if re.fullmatch(pattern, p, re.IGNORECASE)]
    if not wanted:
        raise ValueError("No images.")
    ds = tf.data.Dataset.list_files(wanted, shuffle=False)
    if training:
        ds = ds.shuffle(tf.cast(len(wanted), tf.int64), seed=seed)
    keys = tf.lookup.StaticHashTable(
        tf.lookup.KeyValueTensorInitializer(class_names, list(range(len(class_names)))), -1
    )

    def load(path):
        image = tf.io.decode_png(tf.io.read_file(path), channels=3)
        image = tf.image.resize(image, image_size, method="area")
        return image / 255, keys.lookup(tf.strings.split(path, "/")[-2])

    return ds.map(load).batch(batch_size), class_names
