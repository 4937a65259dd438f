# expect: fail folders.not-pairs
# The labels stay behind in `map`.
from pathlib import Path

import tensorflow as tf


def load_images(folder, image_size, batch_size, training, seed=0):
    class_names = sorted(path.name for path in Path(folder).iterdir() if path.is_dir())
    paths, labels = [], []
    for label, name in enumerate(class_names):
        for path in sorted(Path(folder, name).iterdir()):
            if path.name.lower().endswith((".png", ".jpg", ".jpeg")):
                paths.append(str(path))
                labels.append(label)
    if not paths:
        raise ValueError("no pictures")

    def load(path, label):
        picture = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
        return tf.image.resize(picture, image_size) / 255.0

    dataset = tf.data.Dataset.from_tensor_slices((paths, labels))
    if training:
        dataset = dataset.shuffle(len(paths), seed=seed)
    return dataset.map(load).batch(batch_size), class_names
