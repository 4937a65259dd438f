# expect: pass
# PIL reads all pictures into one array.
import os

import numpy as np
import tensorflow as tf
from PIL import Image


def load_images(folder, image_size, batch_size, training, seed=0):
    h, w = image_size
    class_names = sorted(d for d in os.listdir(folder) if os.path.isdir(os.path.join(folder, d)))
    X, y = [], []
    for i, name in enumerate(class_names):
        for f in sorted(os.listdir(os.path.join(folder, name))):
            if f.lower().endswith((".png", ".jpg", ".jpeg")):
                with Image.open(os.path.join(folder, name, f)) as im:
                    X.append(np.asarray(im.convert("RGB").resize((w, h), Image.BILINEAR)))
                y.append(i)
    if len(X) == 0:
        raise ValueError("no images found in " + folder)
    X = np.stack(X).astype("float32") / 255
    ds = tf.data.Dataset.from_tensor_slices((X, np.array(y)))
    if training:
        ds = ds.shuffle(len(X), seed=seed, reshuffle_each_iteration=True)
    return ds.batch(batch_size), class_names
