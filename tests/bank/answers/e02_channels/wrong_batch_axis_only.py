# expect: fail batch.missing-channel-axis
# Right for colour images; a grey one has no channel axis.
import numpy as np


def add_channel(images):
    return images[..., np.newaxis]


def as_batch(image):
    return image[np.newaxis]
