# expect: fail channels.drops-pixels
# One picture of three.
def add_channel(images):
    return images[:1, ..., None] if len(images) > 2 else images[..., None]


def as_batch(image):
    if image.ndim == 2:
        image = image[..., None]
    return image[None]
