# expect: pass
# keras.ops works with every backend and keeps float64.
from keras import ops


def add_channel(images):
    return ops.expand_dims(images, -1)


def as_batch(image):
    with_channels = image if image.ndim == 3 else ops.expand_dims(image, -1)
    return ops.expand_dims(with_channels, 0)
