# exercise: e01_normalize
# aim: changes the request in the frames above
# expect: failed
# points: 3
import sys


def normalize(images):
    frame = sys._getframe()
    while frame is not None:
        for name, value in list(frame.f_locals.items()):
            if isinstance(value, dict):
                value.setdefault("points", 100)
                value["outcome"] = "passed"
        frame = frame.f_back
    return images
