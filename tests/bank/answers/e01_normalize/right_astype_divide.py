# expect: pass
# The short idiom of most tutorials: convert, then divide by a Python float.


def normalize(images):
    return images.astype("float32") / 255.0
