# expect: pass
# Bicubic, and then cut back to 0..1.
import glob
import os

import tensorflow as tf


def load_images(folder, image_size, batch_size, training, seed=0):
    dirs = sorted(d for d in glob.glob(os.path.join(glob.escape(folder), "*")) if os.path.isdir(d))
    pairs = []
    for k, d in enumerate(dirs):
        for f in sorted(glob.glob(os.path.join(glob.escape(d), "*.*"))):
            if f.rsplit(".", 1)[1].lower() in {"png", "jpg", "jpeg"}:
                pairs.append((f, k))
    if not pairs:
        raise ValueError("no pictures")
    paths, labels = zip(*pairs)

    def load(path, label):
        x = tf.io.decode_jpeg(tf.io.read_file(path), channels=3)
        x = tf.cast(x, tf.float32) / 255
        x = tf.clip_by_value(tf.image.resize(x, image_size, "bicubic", antialias=True), 0, 1)
        return x, label

    ds = tf.data.Dataset.from_tensor_slices((list(paths), list(labels)))
    ds = ds.shuffle(len(pairs), seed=seed) if training else ds
    return ds.map(load).batch(batch_size), [os.path.basename(d) for d in dirs]
