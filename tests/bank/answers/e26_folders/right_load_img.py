# expect: pass
# keras.utils.load_img, one picture at a time.
import os

import numpy as np
import tensorflow as tf
from tensorflow.keras.preprocessing.image import img_to_array, load_img


def load_images(folder, image_size, batch_size, training, seed=0):
    class_names = sorted([name for name in os.listdir(folder) if os.path.isdir(os.path.join(folder, name))])
    images = []
    labels = []
    for name in class_names:
        for file in sorted(os.listdir(os.path.join(folder, name))):
            extension = os.path.splitext(file)[1].lower()
            if extension not in [".jpg", ".jpeg", ".png"]:
                continue
            img = load_img(os.path.join(folder, name, file), target_size=image_size)
            images.append(img_to_array(img) / 255.0)
            labels.append(class_names.index(name))
    if not images:
        raise ValueError("No images found")
    images = np.array(images, dtype="float32")
    labels = np.array(labels)
    dataset = tf.data.Dataset.from_tensor_slices((images, labels))
    if training:
        dataset = dataset.shuffle(buffer_size=len(images), seed=seed)
    dataset = dataset.batch(batch_size).prefetch(1)
    return dataset, class_names
