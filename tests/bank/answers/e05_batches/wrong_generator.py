# expect: fail batches.not-a-dataset
# A Python generator.
import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    order = np.random.default_rng(seed).permutation(len(images)) if training else np.arange(len(images))
    for start in range(0, len(order), batch_size):
        some = order[start : start + batch_size]
        yield (images[some] / 255).astype(np.float32)[..., None], labels[some]
