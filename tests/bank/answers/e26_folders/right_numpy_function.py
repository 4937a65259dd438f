# expect: pass
# PIL within the dataset.
from pathlib import Path

import numpy as np
import tensorflow as tf
from PIL import Image


def load_images(folder, image_size, batch_size, training, seed=0):
    folder = Path(folder)
    class_names = sorted(x.name for x in folder.iterdir() if x.is_dir())
    index = {name: i for i, name in enumerate(class_names)}
    suffixes = [".png", ".jpg", ".jpeg"]
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in suffixes and p.parent != folder)
    if len(paths) < 1:
        raise ValueError(f"{folder} has no pictures")
    labels = [index[p.parent.name] for p in paths]

    def open_one(path):
        with Image.open(path.decode()) as image:
            image = image.convert("RGB").resize(tuple(image_size)[::-1], resample=Image.NEAREST)
        return np.float32(image) / np.float32(255)

    def load(path, label):
        image = tf.numpy_function(open_one, [path], tf.float32)
        return tf.ensure_shape(image, (*image_size, 3)), label

    ds = tf.data.Dataset.from_tensor_slices((list(map(str, paths)), labels))
    if training:
        ds = ds.shuffle(len(paths), seed)
    return ds.map(load).batch(batch_size), class_names
