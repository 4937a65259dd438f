# expect: pass
# What people carry from notebook to notebook: seeds, log levels, warnings as errors, prints, a test of their own.
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import logging
import random
import sys
import warnings

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from tensorflow import keras

warnings.simplefilter("error")
logging.basicConfig(level=logging.DEBUG)
tf.get_logger().setLevel("ERROR")
random.seed(1)
np.random.seed(1)
tf.random.set_seed(1)
keras.utils.set_random_seed(1)
np.set_printoptions(precision=1)
plt.style.use("ggplot")
for gpu in tf.config.list_physical_devices("GPU"):
    tf.config.experimental.set_memory_growth(gpu, True)
print(sys.version, tf.__version__)


def normalize(images):
    scaled = images.astype(np.float32) / 255.0
    print(scaled)
    return scaled


assert normalize(np.array([[[0, 51, 255]]], dtype=np.uint8)).max() == 1.0

if __name__ == "__main__":
    import doctest

    doctest.testmod()
    plt.imshow(normalize(np.zeros((1, 4, 4), np.uint8))[0])
    plt.show()
