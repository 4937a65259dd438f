# expect: fail folders.counts-strangers
# Everything in the folder is a class.
import os

import numpy as np
import tensorflow as tf
from PIL import Image


def load_images(folder, image_size, batch_size, training, seed=0):
    names = sorted(os.listdir(folder))
    images, labels = [], []
    for i, name in enumerate(names):
        if not os.path.isdir(os.path.join(folder, name)):
            continue
        for file in sorted(os.listdir(os.path.join(folder, name))):
            if file.lower().endswith((".png", ".jpg", ".jpeg")):
                image = Image.open(os.path.join(folder, name, file))
                image = image.convert("RGB").resize((image_size[1], image_size[0]))
                images.append(np.asarray(image, np.float32) / 255)
                labels.append(i)
    if not images:
        raise ValueError("no pictures")
    dataset = tf.data.Dataset.from_tensor_slices((np.stack(images), np.array(labels)))
    if training:
        dataset = dataset.shuffle(len(images), seed=seed)
    return dataset.batch(batch_size), names
