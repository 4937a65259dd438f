# expect: pass
# Keras layers for size and scale; the names come as NumPy's own texts.
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf


def load_images(folder, image_size, batch_size, training, seed=0):
    folders = [p for p in Path(folder).iterdir() if p.is_dir()]
    class_names = list(np.unique([p.name for p in folders]))
    paths = []
    for ending in ("png", "jpg", "jpeg"):
        paths += [p for p in Path(folder).glob("*/*.*") if p.suffix[1:].lower() == ending]
    if not paths:
        raise ValueError("no picture")
    paths = sorted(paths)
    labels = np.searchsorted(class_names, [p.parent.name for p in paths])
    resize = keras.layers.Resizing(*image_size)

    def load(path, label):
        image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False, dtype=tf.float32)
        image.set_shape([None, None, 3])
        return resize(image), label

    ds = tf.data.Dataset.from_tensor_slices(([str(p) for p in paths], labels)).map(load).cache()
    if training:
        ds = ds.shuffle(len(paths), seed=seed)
    return ds.batch(batch_size), class_names
