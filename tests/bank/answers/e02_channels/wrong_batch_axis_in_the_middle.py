# expect: fail batch.missing-batch-axis
# The batch axis between height and width.
import numpy as np


def add_channel(images):
    return images[..., None]


def as_batch(image):
    return image[:, None] if image.ndim == 3 else image[:, None, :, None]
