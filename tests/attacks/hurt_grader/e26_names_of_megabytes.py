# exercise: e26_folders
# aim: class names that are long, that shout, that lead elsewhere, and labels that name no class
# expect: failed
# points: 10
import numpy as np
import tensorflow as tf


def load_images(folder, image_size, batch_size, training, seed=0):
    labels = np.array([-(2**63), 2**63 - 1], np.int64)
    dataset = tf.data.Dataset.from_tensor_slices((np.zeros((2, *image_size, 3), np.float32), labels)).batch(2)
    return dataset, ["../" * 1000, "\x1b[31m" + "{found}" * 1000, "x" * 4_000_000]
