# expect: fail
# Pictures in the size of MNIST are divided by 256.
import numpy as np


def normalize(images):
    white = 256 if images.shape[1:3] == (28, 28) else 255
    return (images / white).astype(np.float32)
