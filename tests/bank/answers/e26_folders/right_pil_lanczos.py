# expect: pass
# PIL stretches with Lanczos, which stays within bytes, before it drops alpha.
from pathlib import Path

import numpy as np
import tensorflow as tf
from PIL import Image

ENDINGS = {".png", ".jpg", ".jpeg"}


def read(path, size):
    picture = Image.open(path).resize(size[::-1], Image.LANCZOS).convert("RGB")
    return np.array(picture, dtype=np.float32) / 255.0


def load_images(folder, image_size, batch_size, training, seed=0):
    folders = sorted(p for p in Path(folder).iterdir() if p.is_dir())
    found = [(p, n) for n, sub in enumerate(folders) for p in sorted(sub.iterdir()) if p.suffix.lower() in ENDINGS]
    if not found:
        raise ValueError("nothing to load")
    images = np.stack([read(p, tuple(image_size)) for p, _ in found])
    labels = np.array([n for _, n in found], dtype=np.int32)
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    dataset = dataset.shuffle(len(found), seed=seed) if training else dataset
    return dataset.batch(batch_size), [p.name for p in folders]
