# expect: pass
# reshape with lengths taken from the array itself.


def add_channel(images):
    n, h, w = images.shape
    return images.reshape(n, h, w, 1)


def as_batch(image):
    h, w = image.shape[:2]
    c = image.shape[2] if len(image.shape) == 3 else 1
    return image.reshape(1, h, w, c)
