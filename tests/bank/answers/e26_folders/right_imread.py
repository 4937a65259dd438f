# expect: pass
# matplotlib reads, and the nearest pixels are chosen by hand.
import os

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf


def three_channels(a):
    if a.dtype == np.uint8:
        a = a / 255
    if a.ndim == 2:
        a = np.dstack([a, a, a])
    return a[:, :, :3]


def stretch(a, size):
    rows = np.arange(size[0]) * a.shape[0] // size[0]
    columns = np.arange(size[1]) * a.shape[1] // size[1]
    return a[rows][:, columns]


def load_images(folder, image_size, batch_size, training, seed=0):
    class_names = sorted(next(os.walk(folder))[1])
    x, y = [], []
    for label, name in enumerate(class_names):
        for file in sorted(os.listdir(os.path.join(folder, name))):
            if os.path.splitext(file.lower())[1] in (".png", ".jpg", ".jpeg"):
                kind = "png" if file.lower().endswith("png") else "jpg"
                with open(os.path.join(folder, name, file), "rb") as stream:
                    x.append(stretch(three_channels(plt.imread(stream, format=kind)), image_size))
                y.append(label)
    if not y:
        raise ValueError("this folder has no pictures in it")
    ds = tf.data.Dataset.from_tensor_slices((np.array(x, np.float32), np.array(y, np.uint8)))
    if training:
        ds = ds.shuffle(len(y), seed=seed)
    return ds.batch(batch_size), class_names
