# expect: fail normalize.wrong-dtype
# What NumPy makes of it when nobody says otherwise.


def normalize(images):
    return images / 255.0
