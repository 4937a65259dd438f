# expect: pass
# A generator that draws a new order each time it is started.
from pathlib import Path

import numpy as np
import tensorflow as tf
from PIL import Image


def load_images(folder, image_size, batch_size, training, seed=0):
    names = sorted(p.name for p in Path(folder).glob("*/") if p.is_dir())
    items = []
    for i, n in enumerate(names):
        for p in sorted((Path(folder) / n).glob("*")):
            if str(p).lower().split(".")[-1] in ("png", "jpg", "jpeg") and "." in p.name:
                items.append((p, i))
    if not items:
        raise ValueError(folder)
    h, w = image_size
    epoch = 0

    def pictures():
        nonlocal epoch
        order = np.arange(len(items))
        if training:
            np.random.default_rng([seed, epoch]).shuffle(order)
            epoch += 1
        for k in order:
            path, label = items[k]
            image = Image.open(path).convert("RGB").resize((w, h))
            yield np.asarray(image, "float32") / 255, label

    signature = (tf.TensorSpec((h, w, 3), tf.float32), tf.TensorSpec((), tf.int64))
    return tf.data.Dataset.from_generator(pictures, output_signature=signature).batch(batch_size), names
