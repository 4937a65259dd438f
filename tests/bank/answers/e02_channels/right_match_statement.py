# expect: pass
# Structural pattern matching on the shape; one function uses the other.
import numpy as np

def add_channel(images: np.ndarray) -> np.ndarray:
    return np.moveaxis(images[None], 0, -1)

def as_batch(image: np.ndarray) -> np.ndarray:
    match image.shape:
        case (_, _):
            return add_channel(image[None])
        case (_, _, _):
            return image[None]
        case other:
            raise ValueError(other)
