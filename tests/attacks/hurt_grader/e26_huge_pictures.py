# exercise: e26_folders
# aim: pictures of 200 million numbers each, and a million pictures without any
# expect: failed out_of_memory crashed timed_out
# points: 3
import os

import tensorflow as tf


def load_images(folder, image_size, batch_size, training, seed=0):
    names = sorted(d for d in os.listdir(folder) if os.path.isdir(os.path.join(folder, d)))
    shape = (1_000_000, 0, 0, 3) if training else (1, 8000, 8000, 3)
    dataset = tf.data.Dataset.range(10).map(lambda n: (tf.zeros(shape), tf.zeros(shape[:1], tf.int32)))
    return dataset, names
