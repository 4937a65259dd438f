# expect: pass
# A stack of one array has a new axis; dstack gives an image its channel.
import numpy as np

def add_channel(images):
    return np.stack([images], axis=-1)

def as_batch(image):
    return np.stack([image if image.ndim == 3 else np.dstack([image])])
